import { fullDiff } from '@aws-cdk/cloudformation-diff';
import type { Comparison, TemplateDocument } from './Comparison';
import { networkChanges } from './networkChanges';
import { noticesFor } from './notices';
import { resourceChanges } from './resourceChanges';
import { statementChanges } from './statementChanges';

/**
 * Stage 1 of a plan: what a template changes, by comparing it with the deployed one. Blocks, and the first call loads a large database of resource types:
 * for workers only.
 *
 * @param input - templates as JSON; `before` is left out for a new stack
 */
export function compareTemplates(input: {
  before?: string;
  after: string;
  paths: Record<string, string>;
}): Comparison {
  const before: TemplateDocument = JSON.parse(input.before ?? '{}');
  const after: TemplateDocument = JSON.parse(input.after);
  const diff = fullDiff(before, after);
  const changes = resourceChanges(diff.resources, input.paths);
  return {
    changes,
    statements: statementChanges(diff.iamChanges),
    network: networkChanges(diff.securityGroupChanges),
    notices: noticesFor({ before, after, changes, paths: input.paths }),
  };
}
