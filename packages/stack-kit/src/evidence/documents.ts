import { canonicalJson } from '../canonical';
import type { EvidenceInput } from './EvidenceInput';
import { FILES, assetFile, type Files } from './files';
import { sbom } from './sbom';

/** The files of a bundle, all but the signed statement about them. */
export function documents(input: EvidenceInput): Files {
  const { deployment, definition, seal, parameters, tags } = input;
  const json: Record<string, unknown> = {
    [FILES.assetManifest]: input.assets
      .map(({ bucket, key, sha256 }) => ({ bucket, key, sha256 }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    [FILES.changes]: input.changes,
    [FILES.configuration]: input.configuration,
    [FILES.cost]: input.cost,
    [FILES.deployment]: { ...deployment, definition },
    [FILES.findings]: input.findings,
    [FILES.lookups]: input.lookups,
    [FILES.seal]: { seal, parameters, tags },
  };
  const files = new Map<string, Uint8Array>([
    [FILES.manifest, Buffer.from(input.manifest)],
    [FILES.sbom, Buffer.from(sbom(input))],
    [FILES.template, Buffer.from(input.template)],
  ]);
  for (const [name, value] of Object.entries(json)) {
    if (value !== undefined) files.set(name, Buffer.from(asJson(value)));
  }
  for (const { sha256, bytes } of input.assets) {
    files.set(assetFile(sha256), bytes);
  }
  return files;
}

/** Canonical, after what has no JSON form, as `undefined`, is left out. */
function asJson(value: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)));
}
