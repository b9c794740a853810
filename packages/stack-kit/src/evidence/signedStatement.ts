import { bundleFromJSON, type SerializedBundle } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { Verifier, toSignedEntity, toTrustMaterial } from '@sigstore/verify';
import { z } from 'zod';
import { canonicalJson } from '../canonical';
import { EvidenceError } from './EvidenceError';
import { PROVENANCE_FILE } from './files';
import type { VerificationKey } from './publicKey';
import { PAYLOAD_TYPE, statementSchema, type Statement } from './statement';

/** A Sigstore bundle with a DSSE envelope signed by a key: no certificate, no log, no time. Base64 in its only form, so that no two texts mean the same. */
const base64Schema = z
  .string()
  .refine(
    text => Buffer.from(text, 'base64').toString('base64') === text,
    'is not base64',
  );

const signedSchema = z.strictObject({
  mediaType: z.literal('application/vnd.dev.sigstore.bundle.v0.3+json'),
  verificationMaterial: z.strictObject({
    publicKey: z.strictObject({ hint: z.string() }),
    timestampVerificationData: z.strictObject({}).optional(),
  }),
  dsseEnvelope: z.strictObject({
    payload: base64Schema,
    payloadType: z.literal(PAYLOAD_TYPE),
    signatures: z.tuple([
      z.strictObject({ sig: base64Schema, keyid: z.string() }),
    ]),
  }),
});

/** A statement and who says to have signed it. */
export interface SignedStatement {
  statement: Statement;
  /** Id of the key, as the envelope says: nothing is proven before `checkSignature`. */
  keyId: string;
  envelope: SerializedBundle;
}

/** The bytes of a signed statement in a bundle. */
export function signedStatementBytes(envelope: SerializedBundle): Buffer {
  return Buffer.from(canonicalJson(envelope));
}

/**
 * Reads a signed statement and checks its types.
 *
 * @throws EvidenceError naming what is not as it must be.
 */
export function readSignedStatement(bytes: Uint8Array): SignedStatement {
  const envelope = parse(PROVENANCE_FILE, bytes, signedSchema);
  const [{ keyid }] = envelope.dsseEnvelope.signatures;
  if (envelope.verificationMaterial.publicKey.hint !== keyid) {
    throw new EvidenceError(`${PROVENANCE_FILE} names two different keys`);
  }
  const payload = Buffer.from(envelope.dsseEnvelope.payload, 'base64');
  const statement = parse('The signed statement', payload, statementSchema);
  const serialized = JSON.parse(Buffer.from(bytes).toString('utf8'));
  return { statement, keyId: keyid, envelope: serialized };
}

/** @throws EvidenceError unless the statement was signed with the key. */
export function checkSignature(
  { keyId, envelope }: SignedStatement,
  { id, key }: VerificationKey,
): void {
  if (keyId !== id) {
    throw new EvidenceError(
      `The bundle is signed with key ${keyId}, not with the given key ${id}`,
    );
  }
  const trusted = toTrustMaterial(TrustedRoot.fromJSON({}), () => ({
    publicKey: key,
    validFor: () => true,
  }));
  const verifier = new Verifier(trusted, {
    ...{ tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 },
  });
  try {
    verifier.verify(toSignedEntity(bundleFromJSON(envelope)));
  } catch (error) {
    throw new EvidenceError(
      `The signature is not one of key ${id} over this statement: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

function parse<T>(what: string, bytes: Uint8Array, schema: z.ZodType<T>): T {
  const text = Buffer.from(bytes).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new EvidenceError(`${what} is no JSON`);
  }
  if (canonicalJson(value) !== text) {
    throw new EvidenceError(`${what} is not canonical JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new EvidenceError(
    `${what} is not as it must be at ${
      path.join('.') || 'its top'
    }: ${message}`,
  );
}
