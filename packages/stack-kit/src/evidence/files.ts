/** Names of the files in a bundle. Beside them stand the assets, `assets/<sha256>`. */
export const FILES = {
  assetManifest: 'asset-manifest.json',
  changes: 'changes.json',
  configuration: 'configuration.json',
  cost: 'cost.json',
  deployment: 'deployment.json',
  findings: 'findings.json',
  lookups: 'lookups.json',
  manifest: 'service.yml',
  sbom: 'sbom.cdx.json',
  seal: 'seal.json',
  template: 'template.json',
} as const;

/** The signed statement about all other files, as a Sigstore bundle. */
export const PROVENANCE_FILE = 'provenance.sigstore.json';

/** The file of an asset. */
export function assetFile(sha256: string): string {
  return `assets/${sha256}`;
}

/** Files by name. */
export type Files = ReadonlyMap<string, Uint8Array>;
