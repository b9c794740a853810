import {
  ConflictError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { AwsService } from '@enginehouse/aws-node';
import {
  assembleBundle,
  documents,
  verifyBundle,
} from '@enginehouse/stack-kit/evidence';
import type { Knex } from 'knex';
import type { Lease, Leases } from '../database/Leases';
import type { DeploymentRow, EvidenceRow } from '../database/rows';
import type {
  CallScope,
  CloudFormationCalls,
} from '../deployments/CloudFormationCalls';
import type { Ledger } from '../ledger/Ledger';
import { PLUGIN_ACTOR } from '../ledger/lines';
import { publishFiles } from '../planning/publish/publishFiles';
import { templateDigest } from '../planning/templateDigest';
import type { PlanRecord } from '../planning/types';
import type { PlanStore } from '../plans/PlanStore';
import type { StackChanges } from '../stacks/StackChanges';
import { locationOf, type EvidenceStore } from './EvidenceStore';
import { SigningKey } from './SigningKey';
import { evidenceInput } from './evidenceInput';

export interface StoreEvidenceDeps {
  aws: AwsService;
  calls: CloudFormationCalls;
  changes: StackChanges;
  evidence: EvidenceStore;
  knex: Knex;
  /** Those of deployments. */
  leases: Leases;
  ledger: Ledger;
  plans: PlanStore;
}

/** Puts a deployment's evidence where it is kept, just before the deployment is executed. */
export class StoreEvidence {
  readonly #deps: StoreEvidenceDeps;

  constructor(deps: StoreEvidenceDeps) {
    this.#deps = deps;
  }

  /**
   * Makes the bundle again from the plan as it is now, compares it with what was signed and with what CloudFormation is about to execute, and stores it unless it is
   * stored. It does not matter which process did how much of that before. A deployment without evidence is left alone.
   *
   * @throws ConflictError with the reason when something is not what was signed, or it cannot be stored; ServiceUnavailableError when it may be possible later
   */
  async ensure(
    lease: Lease,
    deployment: DeploymentRow,
    scope: CallScope,
  ): Promise<void> {
    const row = await this.#deps.evidence.find(deployment.id);
    if (!row || !deployment.plan_id) return;
    const record = await this.#deps.plans.get(deployment.plan_id);
    try {
      await this.#store(row, record, deployment, scope);
    } catch (thrown) {
      const error = toError(thrown);
      if (error.name === ServiceUnavailableError.name) throw error;
      throw new ConflictError(
        `Its evidence was not stored in ${locationOf(row)}: ${error.message}`,
      );
    }
    if (!row.stored) await this.#recordStored(lease, row);
  }

  async #store(
    row: EvidenceRow,
    record: PlanRecord,
    deployment: DeploymentRow,
    scope: CallScope,
  ): Promise<void> {
    const { aws } = this.#deps;
    const { environment } = scope;
    const envelope = JSON.parse(row.envelope);
    const input = await evidenceInput({ aws, environment }, record, {
      deploymentId: deployment.id,
      actor: deployment.started_by,
      acknowledged: JSON.parse(row.acknowledged),
    });
    const { bytes, digest } = await assembleBundle(documents(input), envelope);
    const session = {
      sessionName: deployment.id,
      sourceIdentity: deployment.started_by,
    };
    const key = new SigningKey({
      ...{ aws, environment, session, key: row.signing_key },
    });
    await verifyBundle(bytes, await key.publicKey());
    if (digest !== row.digest) {
      throw new ConflictError(
        `The evidence is ${digest}; ${row.digest} was recorded`,
      );
    }
    await this.#requireSealedTemplate(
      deployment,
      scope,
      input.seal.templateDigest,
    );
    const { bucket, object_key } = row;
    await publishFiles(aws, environment, [{ bucket, key: object_key, bytes }]);
  }

  /** What CloudFormation would execute is the template in the bundle. */
  async #requireSealedTemplate(
    { stack_id: stackId, change_set_id: changeSetId }: DeploymentRow,
    { environment }: CallScope,
    sealed: string,
  ): Promise<void> {
    if (!changeSetId) return;
    const template = await this.#deps.calls.changeSetTemplate(environment, {
      ...{ stackId, changeSetId },
    });
    if (templateDigest(template) !== sealed) {
      throw new ConflictError(
        'The template of the change set is not the one the evidence was signed for',
      );
    }
  }

  async #recordStored(lease: Lease, row: EvidenceRow): Promise<void> {
    const { knex, leases, ledger, changes } = this.#deps;
    await knex.transaction(async trx => {
      await leases.renew(lease, trx);
      await trx<EvidenceRow>('evidence')
        .where({ deployment: row.deployment })
        .update({ stored: true });
      await ledger.append(trx, {
        stack: row.stack,
        actor: PLUGIN_ACTOR,
        kind: 'evidence-stored',
        data: {
          deploymentId: row.deployment,
          digest: row.digest,
          location: locationOf(row),
          key: row.signing_key,
          keyId: row.key_id,
        },
      });
    });
    changes.publish(row.stack);
  }
}
