import { ConflictError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import { digestBytes } from '@enginehouse/stack-kit';
import type { EvidenceRow } from '../database/rows';
import { locationOf } from './EvidenceStore';
import { readObject } from './readObject';

/**
 * The bundle of a deployment. One of another deployment may be signed as well, so that the signature alone does not tell them apart.
 *
 * @throws NotFoundError when it is gone; ConflictError when it is not the one that was recorded
 */
export async function readBundle(
  aws: AwsService,
  environment: Environment,
  row: EvidenceRow,
): Promise<Uint8Array> {
  const { bucket, object_key: key } = row;
  const bytes = await readObject(aws, environment, { bucket, key });
  const found = digestBytes(bytes);
  if (found === row.digest) return bytes;
  throw new ConflictError(
    `${locationOf(row)} is not the evidence of deployment ${
      row.deployment
    }: it is ${found}, and ${row.digest} was recorded`,
  );
}
