import { createHash } from 'node:crypto';
import {
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
import { bundleToJSON, type SerializedBundle } from '@sigstore/bundle';
import { DSSEBundleBuilder } from '@sigstore/sign';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import {
  PAYLOAD_TYPE,
  toPem,
  verificationKey,
  type VerificationKey,
} from '@enginehouse/stack-kit/evidence';

/** A signed statement and with which key. */
export interface Signed {
  envelope: SerializedBundle;
  /** ARN of the key, whatever it was named by. */
  keyArn: string;
  key: VerificationKey;
}

/** In whose name a key is used. */
export interface SigningSession {
  sessionName: string;
  sourceIdentity: string;
}

/** A key in KMS that signs evidence: ECDSA on P-256, of which only the digest leaves this process. */
export class SigningKey {
  readonly #aws: AwsService;
  readonly #environment: Environment;
  readonly #keyId: string;
  readonly #kms: KMSClient;

  /** @param options - `key`: ARN or alias */
  constructor(options: {
    aws: AwsService;
    environment: Environment;
    key: string;
    session: SigningSession;
  }) {
    this.#aws = options.aws;
    this.#environment = options.environment;
    this.#keyId = options.key;
    this.#kms = options.aws.client(options.environment, KMSClient, {
      role: 'deploy',
      ...options.session,
    });
  }

  /** @throws EvidenceError when it is no key on P-256 */
  async publicKey(): Promise<VerificationKey> {
    const { PublicKey } = await this.#call('kms:GetPublicKey', () =>
      this.#kms.send(new GetPublicKeyCommand({ KeyId: this.#keyId })),
    );
    return verificationKey(PublicKey ?? new Uint8Array());
  }

  /** Signs an in-toto statement: DSSE, without certificate, log or time. */
  async sign(statement: Buffer): Promise<Signed> {
    const key = await this.publicKey();
    let keyArn = this.#keyId;
    const signer = {
      sign: async (encoded: Buffer) => {
        const answer = await this.#signDigest(encoded);
        keyArn = answer.KeyId ?? keyArn;
        return {
          signature: Buffer.from(answer.Signature ?? []),
          key: {
            $case: 'publicKey' as const,
            publicKey: toPem(key),
            hint: key.id,
          },
        };
      },
    };
    const builder = new DSSEBundleBuilder({ signer, witnesses: [] });
    const bundle = await builder.create({
      data: statement,
      type: PAYLOAD_TYPE,
    });
    return { envelope: bundleToJSON(bundle), keyArn, key };
  }

  #signDigest(encoded: Buffer) {
    return this.#call('kms:Sign', () =>
      this.#kms.send(
        new SignCommand({
          KeyId: this.#keyId,
          Message: createHash('sha256').update(encoded).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'ECDSA_SHA_256',
        }),
      ),
    );
  }

  #call<T>(action: string, send: () => Promise<T>): Promise<T> {
    return this.#aws.call({ environment: this.#environment, action }, send);
  }
}
