import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { toError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import {
  assembleBundle,
  documents,
  provenance,
  statementBytes,
  toPem,
} from '@enginehouse/stack-kit/evidence';
import type { Acknowledgements } from '../acknowledgements/Acknowledgements';
import type { EvidenceRow } from '../database/rows';
import { ApplyRefusedError } from '../deployments/ApplyRefusedError';
import type { Start } from '../deployments/Start';
import type { PlanRecord } from '../planning/types';
import { SigningKey } from './SigningKey';
import { acknowledgedOf, evidenceInput } from './evidenceInput';

/** Signs what a deployment is about to do, before it is recorded to begin. */
export class SignEvidence {
  readonly #aws: AwsService;
  readonly #acknowledgements: Acknowledgements;

  constructor(options: {
    aws: AwsService;
    acknowledgements: Acknowledgements;
  }) {
    this.#aws = options.aws;
    this.#acknowledgements = options.acknowledgements;
  }

  /**
   * The signed evidence of an apply, to be recorded with it; undefined where its environment keeps none, and for what configures nothing.
   *
   * @throws ApplyRefusedError when it cannot be signed, or there is no bucket for it
   */
  async sign(
    record: PlanRecord,
    start: Start,
  ): Promise<EvidenceRow | undefined> {
    const environment = this.#aws.environment(record.plan.environment);
    const { evidence } = environment;
    if (!evidence || record.plan.action !== 'apply') return undefined;
    try {
      await this.#requireBucket(environment, evidence.bucket);
      return await this.#sign(record, start, environment, evidence);
    } catch (error) {
      throw new ApplyRefusedError([
        `Its evidence cannot be signed with ${evidence.key} and kept in s3://${
          evidence.bucket
        }: ${toError(error).message}`,
      ]);
    }
  }

  async #sign(
    record: PlanRecord,
    { stack, actor, data: { deploymentId } }: Start,
    environment: Environment,
    { bucket, key }: NonNullable<Environment['evidence']>,
  ): Promise<EvidenceRow> {
    const aws = this.#aws;
    const acknowledged = acknowledgedOf(
      await this.#acknowledgements.applyTo(stack, record.plan.findings),
    );
    const input = await evidenceInput({ aws, environment }, record, {
      ...{ deploymentId, actor, acknowledged },
    });
    const files = documents(input);
    const session = { sessionName: deploymentId, sourceIdentity: actor };
    const signed = await new SigningKey({
      ...{ aws, environment, key, session },
    }).sign(statementBytes(provenance(input, files)));
    const { digest } = await assembleBundle(files, signed.envelope);
    return {
      ...{ stack, digest, bucket },
      deployment: deploymentId,
      object_key: `${stack}/${digest.replace('sha256:', '')}.tar`,
      signing_key: signed.keyArn,
      key_id: signed.key.id,
      public_key: toPem(signed.key),
      envelope: JSON.stringify(signed.envelope),
      acknowledged: JSON.stringify(acknowledged),
      stored: false,
      copy_state: 'due',
      copy_attempts: 0,
      copy_after: null,
      copy_location: null,
      copy_reason: null,
    };
  }

  async #requireBucket(environment: Environment, bucket: string) {
    const s3 = this.#aws.client(environment, S3Client, { role: 'deploy' });
    await this.#aws.call({ environment, action: 's3:ListBucket' }, () =>
      s3.send(new HeadBucketCommand({ Bucket: bucket })),
    );
  }
}
