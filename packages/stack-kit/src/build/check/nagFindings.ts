import { Stack } from 'aws-cdk-lib';
import type * as cdkNag from 'cdk-nag';
import { RawFinding } from './RawFinding';
import { nagControls, withoutControls } from './nagControls';

/**
 * Runs cdk-nag packs on a synthesized stack.
 *
 * @param packs - class names, such as `AwsSolutionsChecks`
 * @param logicalIds - by construct path
 * @throws Error naming a pack that cdk-nag does not have.
 */
export function nagFindings(
  stack: Stack,
  packs: readonly string[],
  logicalIds: ReadonlyMap<string, string>,
): RawFinding[] {
  return packs.flatMap(pack =>
    packNamed(pack)
      .validateScope(stack)
      .violations.flatMap(violation =>
        violation.violatingResources.map(({ constructPath }) => ({
          rule: violation.ruleName,
          ...{ pack, origin: 'nag' as const },
          controls: nagControls(violation.description),
          logicalId: logicalIds.get(constructPath ?? '') ?? '',
          severity:
            violation.severity === 'error'
              ? ('error' as const)
              : ('warning' as const),
          reason: `${withoutControls(violation.description)}${detail(
            violation.ruleName,
          )}`,
        })),
      ),
  );
}

/** Of a rule that finds several things at one resource, which of them: `AwsSolutions-IAM5[Action::s3:List*]`. */
function detail(ruleName: string): string {
  const [, found] = /\[(.*)\]$/.exec(ruleName) ?? [];
  return found ? ` Found: ${found.replace('::', ' ')}.` : '';
}

function packNamed(name: string): cdkNag.NagPack {
  // Loaded where it is needed: a definition without packs does not pay for it.
  const nag: typeof cdkNag = require('cdk-nag');
  const Pack = Object.entries(nag).find(([key]) => key === name)?.[1] as
    | (new () => cdkNag.NagPack)
    | undefined;
  if (!Pack || !(Pack.prototype instanceof nag.NagPack)) {
    const known = Object.keys(nag).filter(key => key.endsWith('Checks'));
    throw new Error(
      `policy.packs: "${name}" is no pack of cdk-nag; accepted: ${known.join(
        ', ',
      )}`,
    );
  }
  return new Pack();
}
