import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical';
import type { EvidenceInput } from './EvidenceInput';
import { FILES, type Files } from './files';
import { namedImages } from './namedImages';
import { packageUrl } from './sbom';
import {
  BUILDER_ID,
  BUILD_TYPE,
  PREDICATE_TYPE,
  STATEMENT_TYPE,
  type Statement,
} from './statement';

/** The statement to be signed about the files of a bundle: its subjects are all of them. Without times; those are in the ledger, under `invocationId`, the deployment's id. */
export function provenance(input: EvidenceInput, files: Files): Statement {
  const { deployment, definition, seal, packages, assets } = input;
  const { stackId, changeSetId } = seal;
  return {
    _type: STATEMENT_TYPE,
    subject: [...files.keys()].sort().map(name => ({
      name,
      digest: { sha256: hexDigest(files.get(name)) },
    })),
    predicateType: PREDICATE_TYPE,
    predicate: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: {
          definition,
          stack: deployment.stack,
          environment: deployment.environment,
          manifest: { sha256: hexDigest(files.get(FILES.manifest)) },
        },
        internalParameters: {
          account: deployment.account,
          region: deployment.region,
          planId: deployment.planId,
          seal: seal.digest,
          stackId,
          ...(changeSetId && { changeSetId }),
        },
        resolvedDependencies: [
          ...packages.map(made => ({ uri: packageUrl(made) })),
          ...namedImages(input).map(({ name }) => ({ name })),
          ...assets.map(({ bucket, key, sha256 }) => ({
            uri: `s3://${bucket}/${key}`,
            digest: { sha256 },
          })),
        ],
      },
      runDetails: {
        builder: { id: BUILDER_ID },
        metadata: { invocationId: deployment.id },
      },
    },
  };
}

/** The bytes of a statement that are signed. */
export function statementBytes(statement: Statement): Buffer {
  return Buffer.from(canonicalJson(statement));
}

/** Hex digest of a file. */
export function hexDigest(bytes: Uint8Array = new Uint8Array()): string {
  return createHash('sha256').update(bytes).digest('hex');
}
