import type { Environment } from '@enginehouse/aws-node';
import { packagesBehind, type Package } from '@enginehouse/stack-kit/evidence';
import { StackReader } from '../cloudformation/StackReader';
import { compareWithDeployed } from '../compareWithDeployed';
import type { PlanningServices } from '../PlanningServices';
import { publishAssets } from '../publish/publishAssets';
import { refuseStatus } from '../request/refuseStatus';
import { synthesizePlan } from '../synthesizePlan';
import type { PlanRecord } from '../types';
import { sealChangeSet } from './sealChangeSet';

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
  const compared = await compareWithDeployed(
    ...([services, reader, snapshot, synthesized] as const),
  );
  const assets = await publishAssets(aws, environment, synthesized.assets);
  return sealChangeSet(services, {
    ...{ record, environment, synthesized, snapshot, assets },
    ...compared,
    packages: packagesOf(services, record),
  });
}

/** What is installed stays as it is while the process runs. */
const known = new Map<string, Package[]>();

function packagesOf(
  { definitions }: Pick<PlanningServices, 'definitions'>,
  { plan }: PlanRecord,
): Package[] | undefined {
  const module = definitions.find(plan.definition)?.buildModule;
  if (!module) return undefined;
  const packages = known.get(module) ?? packagesBehind(module);
  known.set(module, packages);
  return packages;
}
