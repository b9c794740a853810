import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { AwsService } from '@enginehouse/aws-node';
import type { Output } from '@enginehouse/plugin-stacks-common';
import { outputKey } from '@enginehouse/stack-kit';
import type { Knex } from 'knex';
import type { Lease, Leases } from '../database/Leases';
import type { EvidenceRow } from '../database/rows';
import { withLease } from '../database/withLease';
import type { Ledger } from '../ledger/Ledger';
import { PLUGIN_ACTOR, type NewLine } from '../ledger/lines';
import { publishFiles } from '../planning/publish/publishFiles';
import type { StackChanges } from '../stacks/StackChanges';
import type { DueCopy, EvidenceStore } from './EvidenceStore';
import { readBundle } from './readBundle';

/** The output of a stack that has a bucket for bundles. */
const BUCKET_OUTPUT = outputKey('storage:artifacts', 'bucketName');

const ATTEMPTS = 3;
const PAUSE_MS = 15_000;

export interface CopyEvidenceDeps {
  aws: AwsService;
  changes: StackChanges;
  evidence: EvidenceStore;
  knex: Knex;
  /** Those of deployments. */
  leases: Leases;
  ledger: Ledger;
  logger: LoggerService;
  processId: string;
}

/** Copies the evidence of successful deployments into the artifacts bucket of their stacks. A copy that fails changes nothing for the deployment. */
export class CopyEvidence {
  readonly #deps: CopyEvidenceDeps;

  constructor(deps: CopyEvidenceDeps) {
    this.#deps = deps;
  }

  /** Makes the copies that are due, each tried three times in all. */
  async copyDue(): Promise<void> {
    const { evidence, leases, logger, processId } = this.#deps;
    for (const due of await evidence.dueCopies(new Date().toISOString())) {
      const lease = await leases.take(due.deployment, processId);
      if (!lease) continue;
      await withLease({ leases, lease }, () => this.#copy(lease, due)).catch(
        error =>
          logger.warn(
            `Evidence of deployment ${due.deployment}: ${
              toError(error).message
            }`,
          ),
      );
    }
  }

  async #copy(lease: Lease, due: DueCopy): Promise<void> {
    const { aws } = this.#deps;
    const to = destinationOf(due);
    if (!to) return this.#record(lease, due, { copy_state: 'none' });
    const location = `s3://${to.bucket}/${to.key}`;
    const { stack, deployment: deploymentId } = due;
    const line = { stack, actor: PLUGIN_ACTOR };
    try {
      const environment = aws.environment(due.environment);
      const bytes = await readBundle(aws, environment, due);
      await publishFiles(aws, environment, [{ ...to, bytes }]);
    } catch (thrown) {
      const reason = toError(thrown).message;
      const attempts = due.copy_attempts + 1;
      return this.#record(
        lease,
        due,
        {
          copy_state: attempts < ATTEMPTS ? 'due' : 'failed',
          copy_attempts: attempts,
          copy_after: new Date(Date.now() + PAUSE_MS * attempts).toISOString(),
          copy_location: location,
          copy_reason: reason,
        },
        {
          ...line,
          kind: 'evidence-copy-failed',
          data: { deploymentId, location, reason },
        },
      );
    }
    return this.#record(
      lease,
      due,
      { copy_state: 'copied', copy_location: location, copy_reason: null },
      { ...line, kind: 'evidence-copied', data: { deploymentId, location } },
    );
  }

  async #record(
    lease: Lease,
    { deployment, stack }: DueCopy,
    columns: Partial<EvidenceRow>,
    line?: NewLine,
  ): Promise<void> {
    const { changes, knex, leases, ledger } = this.#deps;
    await knex.transaction(async trx => {
      await leases.renew(lease, trx);
      await trx<EvidenceRow>('evidence').where({ deployment }).update(columns);
      if (line) await ledger.append(trx, line);
    });
    if (line) changes.publish(stack);
  }
}

function destinationOf({ outputs, digest }: DueCopy) {
  const known: Output[] = outputs ? JSON.parse(outputs) : [];
  const bucket = known.find(
    ({ key, capability }) => key === BUCKET_OUTPUT && capability,
  )?.value;
  const name = digest.replace('sha256:', '');
  return bucket && { bucket, key: `enginehouse/evidence/${name}.tar` };
}
