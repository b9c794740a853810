import { IConstruct } from 'constructs';

/** A rule that a definition breaks on purpose at one construct, with the reason. */
export interface DefinitionAcknowledgement {
  /** Such as `AwsSolutions-RDS10`. */
  ruleId: string;
  reason: string;
}

/** Shorter reasons explain nothing. */
const MIN_REASON_LENGTH = 20;

/** A registered symbol, so that two copies of this package read each other's constructs. */
const ACKNOWLEDGED = Symbol.for('enginehouse.acknowledgements');

type Acknowledging = IConstruct & {
  [ACKNOWLEDGED]?: DefinitionAcknowledgement[];
};

/**
 * Keeps the findings of a rule on a construct and its children from blocking: they stay findings, shown as acknowledged by the definition with the reason. It is
 * written beside the resource, read by the checks of the same process, and never part of the template. CDK's own `acknowledge` serves no better: under a rule's
 * bare id it leaves no record, under the printed one it silences the rule on every construct.
 *
 * @param ruleIds - one or several, such as `AwsSolutions-RDS10`, `NIST.800.53.R5-EC2IMDSv2`, or the rule of a Rego policy. Of rules that find several things at one resource, either one of them, such as
 * `AwsSolutions-IAM5[Action::s3:List*]`, or all of them: `AwsSolutions-IAM5`
 * @throws Error when the rule is not named or the reason has fewer than 20 characters.
 */
export function acknowledge(
  construct: IConstruct,
  ruleIds: string | readonly string[],
  reason: string,
): void {
  const rules = [ruleIds].flat();
  if (
    !rules.every(rule => rule.trim()) ||
    reason.trim().length < MIN_REASON_LENGTH
  ) {
    throw new Error(
      `acknowledge(${construct.node.path}, "${rules.join(
        ', ',
      )}", "${reason}"): a rule and a reason of at least ${MIN_REASON_LENGTH} characters are needed`,
    );
  }
  const acknowledging: Acknowledging = construct;
  acknowledging[ACKNOWLEDGED] = [
    ...(acknowledging[ACKNOWLEDGED] ?? []),
    ...rules.map(ruleId => ({ ruleId, reason })),
  ];
}

/** What the definition says about a rule on a construct: on itself first, then on what contains it. */
export function acknowledgementOf(
  construct: IConstruct,
  ruleId: string,
): DefinitionAcknowledgement | undefined {
  return [...construct.node.scopes]
    .reverse()
    .flatMap((scope: Acknowledging) => scope[ACKNOWLEDGED] ?? [])
    .find(given => covers(given.ruleId, ruleId));
}

/** `AwsSolutions-IAM5` covers `AwsSolutions-IAM5[Action::s3:List*]`, not the other way round. */
function covers(given: string, found: string): boolean {
  return found === given || found.startsWith(`${given}[`);
}
