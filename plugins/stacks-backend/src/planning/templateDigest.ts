import { digest, digestBytes } from '@enginehouse/stack-kit';

/**
 * Digest of a template, independent of its formatting and of the order of its keys: of the canonical JSON when it is JSON, else (YAML that somebody else deployed)
 * of its bytes.
 */
export function templateDigest(template: string): string {
  try {
    return digest(JSON.parse(template));
  } catch {
    return digestBytes(template);
  }
}
