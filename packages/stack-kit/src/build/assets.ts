import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationStackArtifact,
  AssetManifestArtifact,
} from 'aws-cdk-lib/cx-api';
import { digestBytes } from '../canonical';
import { SynthesisError } from './SynthesisError';

/** A file that must stand in the asset bucket before the stack is deployed. */
export interface Asset {
  /** Name under which the build knows it, for messages. */
  name: string;
  /** `sha256:…` of `bytes`; CDK's own asset hash is not a digest of the content. */
  digest: string;
  bytes: Uint8Array;
  destination: { bucket: string; key: string };
}

/**
 * The files of a synthesized stack, apart from its template.
 *
 * @throws SynthesisError for assets the portal does not publish.
 */
export function readAssets(stack: CloudFormationStackArtifact): Asset[] {
  return stack.dependencies
    .filter(AssetManifestArtifact.isAssetManifestArtifact)
    .flatMap(({ contents }) => {
      const [image] = Object.values(contents.dockerImages ?? {});
      if (image) {
        throw new SynthesisError(
          `${
            image.displayName ?? 'A container image'
          } is an image asset; the portal builds no images: name a published image instead`,
        );
      }
      return Object.entries(contents.files ?? {})
        .filter(([, file]) => file.source.path !== stack.templateFile)
        .map(([hash, file]) => {
          const name = file.displayName ?? hash;
          const { path, packaging, executable } = file.source;
          if (executable || !path || packaging !== 'file') {
            throw new SynthesisError(
              `${name} is a directory asset; the portal publishes single files: pack it beforehand`,
            );
          }
          const bytes = readFileSync(join(stack.assembly.directory, path));
          const [destination] = Object.values(file.destinations);
          return {
            name,
            digest: digestBytes(bytes),
            bytes: new Uint8Array(bytes),
            destination: {
              bucket: destination.bucketName,
              key: destination.objectKey,
            },
          };
        });
    });
}
