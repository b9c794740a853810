import { NotFoundError } from '@backstage/errors';
import type { Evidence } from '@enginehouse/plugin-stacks-common';
import type { Knex } from 'knex';
import type { DeploymentRow, EvidenceRow } from '../database/rows';

/** Evidence whose copy is due, with the outputs of the stack it belongs to. */
export type DueCopy = EvidenceRow &
  Pick<DeploymentRow, 'environment' | 'outputs'>;

/** Reads what is recorded of evidence. */
export class EvidenceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async find(deployment: string): Promise<EvidenceRow | undefined> {
    return this.#knex<EvidenceRow>('evidence').where({ deployment }).first();
  }

  /** @throws NotFoundError while there is none */
  async stored(deployment: string): Promise<EvidenceRow> {
    const row = await this.find(deployment);
    if (row?.stored) return row;
    throw new NotFoundError(
      row
        ? `The evidence of deployment ${deployment} is not stored yet`
        : `Deployment ${deployment} has no evidence`,
    );
  }

  /** Evidence of deployments that succeeded, to be copied now. */
  dueCopies(now: string): Promise<DueCopy[]> {
    return this.#knex('evidence as e')
      .join('deployments as d', 'd.id', 'e.deployment')
      .whereIn('d.state', ['settling', 'deployed'])
      .where({ 'e.copy_state': 'due', 'e.stored': true })
      .where(due =>
        due.whereNull('e.copy_after').orWhere('e.copy_after', '<', now),
      )
      .select('e.*', 'd.environment', 'd.outputs');
  }
}

/** Where a bundle is. */
export function locationOf({
  bucket,
  object_key: key,
}: Pick<EvidenceRow, 'bucket' | 'object_key'>): string {
  return `s3://${bucket}/${key}`;
}

/** Name under which people download a bundle. */
export function fileOf({
  stack,
  deployment,
}: Pick<EvidenceRow, 'stack' | 'deployment'>): string {
  return `${stack}-${deployment}.tar`;
}

/** Evidence as the API answers it. */
export function toEvidence(row: EvidenceRow): Evidence {
  const file = fileOf(row);
  return {
    digest: row.digest,
    state: row.stored ? 'stored' : 'signed',
    key: row.signing_key,
    keyId: row.key_id,
    publicKey: row.public_key,
    location: locationOf(row),
    ...copyOf(row),
    file,
    verify: `npm run verify -- ${file} --key evidence.pem --deployment ${row.deployment}`,
  };
}

function copyOf({
  copy_state: state,
  copy_location: location,
  copy_reason: reason,
}: EvidenceRow): Pick<Evidence, 'copy'> {
  if (state === 'none' || !location) return {};
  return { copy: { state, location, ...(reason && { reason }) } };
}
