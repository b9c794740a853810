import { ConflictError } from '@backstage/errors';
import type { Environment, AwsService } from '@enginehouse/aws-node';
import type {
  Finding,
  FindingAcknowledgement,
} from '@enginehouse/plugin-stacks-common';
import type {
  EvidenceAsset,
  EvidenceInput,
} from '@enginehouse/stack-kit/evidence';
import { digestBytes } from '@enginehouse/stack-kit';
import type { Execution, PlanRecord } from '../planning/types';
import { readObject } from './readObject';

/** What people had acknowledged, by id of the finding. */
export type Acknowledged = Record<string, FindingAcknowledgement>;

/** What a deployment adds to its plan. */
export interface Applied {
  deploymentId: string;
  /** Entity ref. */
  actor: string;
  acknowledged: Acknowledged;
}

/**
 * What the evidence of a plan's deployment is made of. Everything comes from the plan as it is stored and from its published assets, so that it can be made again
 * and compared.
 *
 * @throws ConflictError when the plan is not sealed or an asset is not the sealed one
 */
export async function evidenceInput(
  { aws, environment }: { aws: AwsService; environment: Environment },
  record: PlanRecord,
  applied: Applied,
): Promise<EvidenceInput> {
  const { plan, seal, execution } = record;
  if (!seal || !execution) {
    throw new ConflictError(`Plan ${record.id} is not sealed`);
  }
  const { config, origin, patches, binds, changes, cost } = plan;
  const { template, parameters, tags, packages = [] } = execution;
  const { stack, service, component, owner, account, region } = plan;
  return {
    deployment: {
      ...{ stack, service, component, owner, account, region },
      id: applied.deploymentId,
      planId: record.id,
      environment: plan.environment,
      plannedBy: record.createdBy,
      appliedBy: applied.actor,
    },
    definition: { id: plan.definition, version: plan.definitionVersion },
    manifest: plan.manifest,
    configuration: { config, origin, patches },
    lookups: { values: plan.lookups, binds },
    ...{ template, parameters, tags, packages, changes, cost, seal },
    assets: await readAssets(aws, environment, execution.assets),
    findings: withAcknowledged(plan.findings, applied.acknowledged),
  };
}

/** What people acknowledged of findings, to be remembered with the deployment. */
export function acknowledgedOf(findings: readonly Finding[]): Acknowledged {
  return Object.fromEntries(
    findings.flatMap(({ id, acknowledged }) =>
      acknowledged?.source === 'person' ? [[id, acknowledged]] : [],
    ),
  );
}

function withAcknowledged(
  findings: readonly Finding[],
  acknowledged: Acknowledged,
): Finding[] {
  return findings.map(finding => {
    const given = acknowledged[finding.id];
    return given ? { ...finding, acknowledged: given } : finding;
  });
}

async function readAssets(
  aws: AwsService,
  environment: Environment,
  assets: Execution['assets'],
): Promise<EvidenceAsset[]> {
  const read: EvidenceAsset[] = [];
  for (const asset of assets) {
    const bytes = await readObject(aws, environment, asset);
    if (digestBytes(bytes) !== `sha256:${asset.sha256}`) {
      throw new ConflictError(
        `The asset s3://${asset.bucket}/${asset.key} was changed after it was sealed`,
      );
    }
    read.push({ ...asset, bytes });
  }
  return read;
}
