import type { Environment } from '@enginehouse/aws-node';
import { maskNoEcho } from '@enginehouse/stack-kit';
import { ChangeSets, hasNothingToDo } from '../cloudformation/ChangeSets';
import { StackReader, type StackSnapshot } from '../cloudformation/StackReader';
import { mergeChangeSet } from '../compare/mergeChangeSet';
import { summarize } from '../compare/summarize';
import { isDeployed, type Stage1 } from '../compareWithDeployed';
import type { PlanningServices } from '../PlanningServices';
import type { TaggedStack } from '../synthesizePlan';
import { templateDigest } from '../templateDigest';
import type { Execution, PlanRecord } from '../types';
import { makeChangeSet } from './makeChangeSet';
import { proposalDigest } from './proposalDigest';
import { sealOf } from './sealOf';

const NO_RESOURCE_CHANGES =
  'Resources stay as they are: only outputs or descriptions change.';

/** What a plan with a change set is sealed from. */
export interface Sealing extends Stage1 {
  record: PlanRecord;
  environment: Environment;
  synthesized: TaggedStack;
  /** The stack it is made against; `undefined` when there is none yet. */
  snapshot: StackSnapshot | undefined;
  assets: Execution['assets'];
  /** The packages that made the template. */
  packages?: Execution['packages'];
}

/**
 * Makes the change set of a plan and binds the plan to it and to the stack as it is.
 *
 * @throws Error with CloudFormation's reason when it refuses the change set, which is there then.
 */
export async function sealChangeSet(
  services: PlanningServices,
  sealing: Sealing,
): Promise<PlanRecord> {
  const { record, environment, synthesized, snapshot, view, assets } = sealing;
  const { deployedTemplate, packages } = sealing;
  const reader = new StackReader(services.aws, environment);
  const changeSets = ChangeSets.of(services.aws, environment, record);
  const changeSet = await makeChangeSet(services, changeSets, {
    ...{ record, environment, synthesized, snapshot },
  });
  const { stackId } = changeSet;
  const nothingToDo = hasNothingToDo(changeSet);
  if (changeSet.status === 'FAILED' && !nothingToDo) {
    throw new Error(
      `CloudFormation refused the change set: ${changeSet.statusReason}`,
    );
  }
  if (nothingToDo) await changeSets.delete(stackId, changeSet.id);

  const isNewStack = !isDeployed(snapshot);
  const against = isNewStack ? await reader.find(stackId) : snapshot;
  const { tags, capabilities, paths, sources, template } = synthesized;
  const { fixedNames, volatile, outputs } = synthesized;
  const changes = mergeChangeSet(changeSet.changes, view.changes, paths);
  const parameters = maskNoEcho(JSON.parse(template), synthesized.parameters);
  const seal = sealOf({
    proposal: proposalDigest(record.plan, {
      ...{ parameters, tags, assets },
      templateDigest: synthesized.templateDigest,
    }),
    ...{ stackId, capabilities, changes },
    templateDigest: synthesized.templateDigest,
    ...(!nothingToDo && { changeSetId: changeSet.id }),
    ...(environment.executionRole && {
      executionRole: environment.executionRole,
    }),
    sealedBy: record.createdBy,
    fingerprint: {
      status: against?.status ?? 'REVIEW_IN_PROGRESS',
      lastUpdatedTime: against?.lastUpdatedTime,
      ...(deployedTemplate && {
        templateDigest: templateDigest(deployedTemplate),
      }),
      ...(view.unprotect && {
        terminationProtection: snapshot?.terminationProtection,
      }),
    },
  });
  return {
    ...record,
    state: nothingToDo ? 'no-changes' : 'ready',
    plan: {
      ...record.plan,
      ...view,
      ...{ isNewStack, changes, seal },
      summary: summarize(changes, view.security),
      notices:
        changes.length > 0 || nothingToDo
          ? view.notices
          : [...view.notices, NO_RESOURCE_CHANGES],
    },
    seal,
    execution: {
      ...{ template, parameters, tags, assets },
      ...{ paths, sources, fixedNames, volatile, outputs },
      ...(packages && { packages }),
    },
  };
}
