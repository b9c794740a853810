import type { Environment } from '@enginehouse/aws-node';
import { maskNoEcho } from '@enginehouse/stack-kit';
import { ChangeSets, hasNothingToDo } from '../cloudformation/ChangeSets';
import { StackReader } from '../cloudformation/StackReader';
import { mergeChangeSet } from '../compare/mergeChangeSet';
import { summarize } from '../compare/summarize';
import { compareWithDeployed, isDeployed } from '../compareWithDeployed';
import type { PlanningServices } from '../PlanningServices';
import { publishAssets } from '../publish/publishAssets';
import { refuseStatus } from '../request/refuseStatus';
import { synthesizePlan } from '../synthesizePlan';
import { templateDigest } from '../templateDigest';
import type { PlanRecord } from '../types';
import { makeChangeSet } from './makeChangeSet';
import { proposalDigest } from './proposalDigest';
import { sealOf } from './sealOf';

const NO_RESOURCE_CHANGES =
  'Resources stay as they are: only outputs or descriptions change.';

/**
 * Stage 2 of an apply: synthesizes, publishes, makes the change set and binds the plan to it.
 *
 * @throws Error with the reason when the plan cannot be made; its change set may be there then.
 */
export async function sealApply(
  services: PlanningServices,
  record: PlanRecord,
  environment: Environment,
): Promise<PlanRecord> {
  const { aws } = services;
  const reader = new StackReader(aws, environment);
  const [synthesized, snapshot] = await Promise.all([
    synthesizePlan(services, record, environment),
    reader.find(record.stack),
  ]);
  refuseStatus(snapshot, 'apply');
  const { view, deployedTemplate } = await compareWithDeployed(
    ...([services, reader, snapshot, synthesized] as const),
  );
  const assets = await publishAssets(aws, environment, synthesized.assets);

  const changeSets = ChangeSets.of(aws, environment, record);
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
  const changes = mergeChangeSet(
    ...([changeSet.changes, view.changes, synthesized.paths] as const),
  );
  const { tags, capabilities, paths, template } = synthesized;
  const { fixedNames, volatile } = synthesized;
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
      ...{ paths, fixedNames, volatile },
    },
  };
}
