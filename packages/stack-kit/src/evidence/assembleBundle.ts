import type { SerializedBundle } from '@sigstore/bundle';
import { digestBytes } from '../canonical';
import { packFiles } from './container';
import { PROVENANCE_FILE, type Files } from './files';
import { signedStatementBytes } from './signedStatement';

/** A bundle as it is stored. */
export interface EvidenceBundle {
  bytes: Buffer;
  /** `sha256:…` of `bytes`: its address. */
  digest: string;
}

/** The bundle of files and the signed statement about them. The same files and statement give the same bytes. */
export async function assembleBundle(
  files: Files,
  envelope: SerializedBundle,
): Promise<EvidenceBundle> {
  const bytes = await packFiles(
    new Map(files).set(PROVENANCE_FILE, signedStatementBytes(envelope)),
  );
  return { bytes, digest: digestBytes(bytes) };
}
