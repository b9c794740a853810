import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** JSON in the canonical form of RFC 8785: the same value gives the same text anywhere. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) {
    throw new TypeError('undefined has no canonical JSON form');
  }
  return text;
}

/** `sha256:` and the hex digest of the canonical JSON of a value. */
export function digest(value: unknown): string {
  return digestBytes(canonicalJson(value));
}

/** `sha256:` and the hex digest of bytes, or of text as UTF-8. */
export function digestBytes(bytes: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
