import { ConflictError } from '@backstage/errors';
import type { Environment } from '@enginehouse/aws-node';
import { StackReader } from '../cloudformation/StackReader';
import { planDestroy } from '../planDestroy';
import type { PlanningServices } from '../PlanningServices';
import { refuseStatus } from '../request/refuseStatus';
import { templateDigest } from '../templateDigest';
import type { PlanRecord } from '../types';
import { proposalDigest } from './proposalDigest';
import { sealOf } from './sealOf';

/**
 * Binds a destroy, which has no change set, to the stack as it is: its id, last update, template and resources.
 *
 * @throws ConflictError when the stack is gone or busy.
 */
export async function sealDestroy(
  services: PlanningServices,
  record: PlanRecord,
  environment: Environment,
): Promise<PlanRecord> {
  const reader = new StackReader(services.aws, environment);
  const snapshot = await reader.find(record.stack);
  if (!snapshot) throw new ConflictError(`Stack ${record.stack} is gone`);
  refuseStatus(snapshot, 'destroy');
  const { view, template, resourcesDigest } = await planDestroy(
    services,
    reader,
    snapshot,
    record.request.retain,
  );
  const { stackId, status, lastUpdatedTime } = snapshot;
  const digest = templateDigest(template);
  const nothing = { parameters: {}, tags: {}, assets: [] };
  const seal = sealOf({
    proposal: proposalDigest(record.plan, {
      ...nothing,
      templateDigest: digest,
    }),
    ...{ stackId, templateDigest: digest, capabilities: [] },
    changes: view.changes,
    ...(environment.executionRole && {
      executionRole: environment.executionRole,
    }),
    sealedBy: record.createdBy,
    fingerprint: {
      ...{ status, lastUpdatedTime, resourcesDigest },
      terminationProtection: snapshot.terminationProtection,
      templateDigest: digest,
    },
  });
  return {
    ...record,
    state: 'ready',
    plan: { ...record.plan, ...view, isNewStack: false, seal },
    seal,
    execution: {
      ...{ ...nothing, template, paths: {}, fixedNames: [] },
      retain: record.request.retain,
    },
  };
}
