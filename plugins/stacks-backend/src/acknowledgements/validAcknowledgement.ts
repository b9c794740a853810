import type {
  AcknowledgementRequest,
  Issue,
} from '@enginehouse/plugin-stacks-common';
import { InvalidInputError } from '../planning/InvalidInputError';

/** Shorter reasons explain nothing. */
const MIN_REASON_LENGTH = 20;

/** Who accepts a finding decides again within a year. */
const MAX_DAYS = 366;

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * An acknowledgement as it is recorded.
 *
 * @throws InvalidInputError naming every path that is wrong, its value and what is accepted
 */
export function validAcknowledgement(
  { rule, resource, reason, expiresAt }: AcknowledgementRequest,
  now: Date,
): AcknowledgementRequest {
  const given = {
    rule: rule.trim(),
    resource: resource.trim(),
    reason: reason.trim(),
  };
  const until = Date.parse(expiresAt);
  const latest = now.getTime() + MAX_DAYS * DAY_MS;
  const issues: Issue[] = [];
  if (!given.rule) {
    issues.push({
      ...{ path: '/rule', value: rule, message: 'is empty' },
      accepted: 'the rule of a finding',
    });
  }
  if (given.reason.length < MIN_REASON_LENGTH) {
    issues.push({
      ...{ path: '/reason', value: reason, message: 'is too short' },
      accepted: `at least ${MIN_REASON_LENGTH} characters`,
    });
  }
  if (!(until > now.getTime() && until <= latest)) {
    issues.push({
      ...{ path: '/expiresAt', value: expiresAt },
      message: `is ${expiresAt}`,
      accepted: 'a time in the future, at most a year from now',
    });
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return { ...given, expiresAt: new Date(until).toISOString() };
}
