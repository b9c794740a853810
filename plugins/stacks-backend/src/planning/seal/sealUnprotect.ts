import { ConflictError } from '@backstage/errors';
import type { Environment } from '@enginehouse/aws-node';
import { StackReader, type StackSnapshot } from '../cloudformation/StackReader';
import { planUnprotect, type UnprotectPlan } from '../planUnprotect';
import type { PlanningServices } from '../PlanningServices';
import { refuseStatus } from '../request/refuseStatus';
import { templateDigest } from '../templateDigest';
import type { PlanRecord } from '../types';
import { proposalDigest } from './proposalDigest';
import { sealChangeSet } from './sealChangeSet';
import { sealOf } from './sealOf';

/**
 * Binds the lifting of protection to one change set of the deployed template; where CloudFormation has nothing to change there is none, and it is bound to the
 * stack as it is, as a destroy.
 *
 * @throws ConflictError when the stack is gone or busy.
 */
export async function sealUnprotect(
  services: PlanningServices,
  record: PlanRecord,
  environment: Environment,
): Promise<PlanRecord> {
  const reader = new StackReader(services.aws, environment);
  const snapshot = await reader.find(record.stack);
  if (!snapshot) throw new ConflictError(`Stack ${record.stack} is gone`);
  refuseStatus(snapshot, 'unprotect');
  const planned = await planUnprotect(services, record.plan, reader, snapshot);
  if (!planned.stack) {
    return sealWithoutChangeSet(record, environment, snapshot, planned);
  }
  return sealChangeSet(services, {
    ...{ record, environment, snapshot, ...planned },
    synthesized: planned.stack,
    assets: [],
  });
}

function sealWithoutChangeSet(
  record: PlanRecord,
  environment: Environment,
  snapshot: StackSnapshot,
  { view, deployedTemplate, resourcesDigest }: UnprotectPlan,
): PlanRecord {
  const { stackId, status, lastUpdatedTime, terminationProtection } = snapshot;
  const digest = templateDigest(deployedTemplate);
  const nothing = { parameters: {}, tags: {}, assets: [] };
  const seal = sealOf({
    proposal: proposalDigest(record.plan, {
      ...{ ...nothing, templateDigest: digest },
    }),
    ...{ stackId, templateDigest: digest, capabilities: [] },
    changes: view.changes,
    ...(environment.executionRole && {
      executionRole: environment.executionRole,
    }),
    sealedBy: record.createdBy,
    fingerprint: {
      ...{ status, lastUpdatedTime, terminationProtection, resourcesDigest },
      templateDigest: digest,
    },
  });
  return {
    ...record,
    state: view.unprotect.lifted.length > 0 ? 'ready' : 'no-changes',
    plan: { ...record.plan, ...view, isNewStack: false, seal },
    seal,
    execution: {
      ...{ ...nothing, template: deployedTemplate, paths: {}, fixedNames: [] },
    },
  };
}
