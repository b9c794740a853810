import type { Environment } from '@enginehouse/aws-node';
import type { PlanRecord } from '../planning/types';

/** What becomes of a plan's evidence, in words, while there is none; undefined for what leaves none. */
export function planEvidenceNote(
  { state, plan }: PlanRecord,
  environment: Pick<Environment, 'name' | 'evidence'> | undefined,
): string | undefined {
  if (plan.action !== 'apply' || !environment) return undefined;
  if (state === 'applied') return deploymentEvidenceNote(plan.environment);
  if (state !== 'ready' && state !== 'planning') return undefined;
  const { name, evidence } = environment;
  return evidence
    ? `When this plan is applied, its evidence is signed with ${evidence.key} and stored in s3://${evidence.bucket} before anything is changed.`
    : `No evidence will be kept: environment ${name} names no bucket and key for it.`;
}

/** Why an apply has no evidence. */
export function deploymentEvidenceNote(environment: string): string {
  return `No evidence was kept: environment ${environment} named no bucket and key for it.`;
}
