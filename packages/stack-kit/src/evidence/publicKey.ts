import { createPublicKey, type KeyObject } from 'node:crypto';
import { digestBytes } from '../canonical';
import { EvidenceError } from './EvidenceError';

/** A public key that evidence is verified with: ECDSA on P-256. */
export interface VerificationKey {
  key: KeyObject;
  /** `sha256:` and the hex digest of the key's SPKI DER. */
  id: string;
}

/**
 * Reads a public key: PEM, or SPKI DER as KMS answers it.
 *
 * @throws EvidenceError when it is no public key on P-256.
 */
export function verificationKey(given: string | Uint8Array): VerificationKey {
  const key = read(given);
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (key.asymmetricKeyType !== 'ec' || curve !== 'prime256v1') {
    throw new EvidenceError(
      `The key is ${[key.asymmetricKeyType, curve]
        .filter(Boolean)
        .join(' on ')}; evidence is signed by ECDSA on P-256 (ECC_NIST_P256)`,
    );
  }
  const der = key.export({ type: 'spki', format: 'der' });
  return { key, id: digestBytes(der) };
}

/** The key as PEM. */
export function toPem({ key }: VerificationKey): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

function read(given: string | Uint8Array): KeyObject {
  try {
    return typeof given === 'string'
      ? createPublicKey(given)
      : createPublicKey({
          key: Buffer.from(given),
          format: 'der',
          type: 'spki',
        });
  } catch (error) {
    throw new EvidenceError(
      `The key is no public key in PEM: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}
