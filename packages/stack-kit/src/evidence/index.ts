/** The evidence of a deployment: its files, the statement about them that is signed, and their verification. Knows no AWS. */
export { assembleBundle } from './assembleBundle';
export type { EvidenceBundle } from './assembleBundle';
export { documents } from './documents';
export { EvidenceError } from './EvidenceError';
export type {
  EvidenceAsset,
  EvidenceInput,
  EvidenceSeal,
} from './EvidenceInput';
export { FILES, PROVENANCE_FILE, assetFile } from './files';
export type { Files } from './files';
export { namedImages } from './namedImages';
export type { NamedImage } from './namedImages';
export { packagesBehind } from './packagesBehind';
export type { Package } from './packagesBehind';
export { provenance, statementBytes } from './provenance';
export { toPem, verificationKey } from './publicKey';
export type { VerificationKey } from './publicKey';
export { PAYLOAD_TYPE } from './statement';
export type { Statement } from './statement';
export { verifyBundle } from './verifyBundle';
export type { VerifiedBundle } from './verifyBundle';
