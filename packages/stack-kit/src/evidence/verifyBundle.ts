import { digest, digestBytes } from '../canonical';
import { EvidenceError } from './EvidenceError';
import { unpackFiles } from './container';
import { FILES, PROVENANCE_FILE, assetFile, type Files } from './files';
import { hexDigest } from './provenance';
import type { VerificationKey } from './publicKey';
import { checkSbom } from './sbom';
import { checkSignature, readSignedStatement } from './signedStatement';
import type { Statement } from './statement';

/** What a bundle says, after it was verified. */
export interface VerifiedBundle {
  /** `sha256:…` of the bundle's bytes. */
  digest: string;
  statement: Statement;
  /** Id of the key it names as its signer; proven only when a key was given. */
  keyId: string;
  files: Files;
}

/**
 * Verifies a bundle offline: that it is packed as bundles are, what kinds of payload and predicate it holds, that each file is the signed one and none is missing or
 * added, that template, seal, assets and SBOM fit each other, and, with a key, the signature.
 *
 * @param key - who must have signed it, known from elsewhere; without it only the bundle's wholeness is checked
 * @throws EvidenceError naming the first thing that is wrong.
 */
export async function verifyBundle(
  bytes: Uint8Array,
  key?: VerificationKey,
): Promise<VerifiedBundle> {
  const files = await unpackFiles(bytes);
  const signed = readSignedStatement(fileOf(files, PROVENANCE_FILE));
  if (key) checkSignature(signed, key);
  const { statement, keyId } = signed;
  checkSubjects(statement, files);
  checkSeal(statement, files);
  checkAssets(files);
  await checkSbom(textOf(files, FILES.sbom));
  return { digest: digestBytes(bytes), statement, keyId, files };
}

function checkSubjects({ subject }: Statement, files: Files): void {
  const names = new Set(subject.map(({ name }) => name));
  for (const name of files.keys()) {
    if (name !== PROVENANCE_FILE && !names.has(name)) {
      throw new EvidenceError(`${name} is not signed`);
    }
  }
  for (const { name, digest: signed } of subject) {
    const found = hexDigest(fileOf(files, name));
    if (found !== signed.sha256) {
      throw new EvidenceError(
        `${name} is not what was signed (sha256 ${found} instead of ${signed.sha256})`,
      );
    }
  }
}

/** The template is the sealed one, and the seal the one the statement names. */
function checkSeal({ predicate }: Statement, files: Files): void {
  const { seal } = JSON.parse(textOf(files, FILES.seal));
  const { internalParameters } = predicate.buildDefinition;
  for (const [what, found, expected] of [
    ['The seal', seal.digest, internalParameters.seal],
    ['The change set', seal.changeSetId, internalParameters.changeSetId],
    [
      'The template',
      digest(JSON.parse(textOf(files, FILES.template))),
      seal.templateDigest,
    ],
  ]) {
    if (found === expected) continue;
    throw new EvidenceError(
      `${what} is not the sealed one (${found} instead of ${expected})`,
    );
  }
}

function checkAssets(files: Files): void {
  const assets = JSON.parse(textOf(files, FILES.assetManifest));
  for (const { key, sha256 } of assets) {
    const found = hexDigest(fileOf(files, assetFile(sha256)));
    if (found === sha256) continue;
    throw new EvidenceError(`The asset ${key} is not the sealed one`);
  }
}

function fileOf(files: Files, name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes) return bytes;
  throw new EvidenceError(`${name} is missing in the bundle`);
}

function textOf(files: Files, name: string): string {
  return Buffer.from(fileOf(files, name)).toString('utf8');
}
