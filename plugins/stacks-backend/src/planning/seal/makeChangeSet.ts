import type { Environment } from '@enginehouse/aws-node';
import type {
  ChangeSets,
  ChangeSetSnapshot,
} from '../cloudformation/ChangeSets';
import type { StackSnapshot } from '../cloudformation/StackReader';
import { isDeployed } from '../compareWithDeployed';
import type { PlanningServices } from '../PlanningServices';
import { publishFiles } from '../publish/publishFiles';
import { templateLocation } from '../publish/templateLocation';
import type { TaggedStack } from '../synthesizePlan';
import type { PlanRecord } from '../types';
import { changeSetName } from './changeSetName';

const WITHIN_MS = 5 * 60_000;

/**
 * Makes the change set of a plan and waits until CloudFormation has finished it. A new stack comes to be in review; a second plan for it joins the same review.
 *
 * @returns the change set, complete or failed
 */
export async function makeChangeSet(
  { aws }: Pick<PlanningServices, 'aws'>,
  changeSets: ChangeSets,
  input: {
    record: PlanRecord;
    environment: Environment;
    synthesized: TaggedStack;
    snapshot: StackSnapshot | undefined;
  },
): Promise<ChangeSetSnapshot> {
  const { record, environment, synthesized, snapshot } = input;
  const { parameters, keptParameters, tags, capabilities } = synthesized;
  const { template, file } = templateLocation(
    environment,
    synthesized.template,
    synthesized.templateBytes,
  );
  if (file) await publishFiles(aws, environment, [file]);
  const stack = snapshot?.stackId ?? record.stack;
  const name = changeSetName(record.id);
  await changeSets.create({
    ...{ stack, name, template, parameters, tags, capabilities },
    keptParameters,
    type: isDeployed(snapshot) ? 'UPDATE' : 'CREATE',
    executionRole: environment.executionRole,
    description: `Plan ${record.id} of Enginehouse`,
  });
  return changeSets.completed(stack, name, AbortSignal.timeout(WITHIN_MS));
}
