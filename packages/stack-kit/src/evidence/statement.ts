import { z } from 'zod';

/** Payload type of an in-toto statement in a DSSE envelope. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://slsa.dev/provenance/v1';
/** How the portal makes a deployment out of a manifest. */
export const BUILD_TYPE =
  'https://enginehouse.io/build-types/cloudformation-stack/v1';
/** Who vouches for it: the portal that holds the signing key. */
export const BUILDER_ID = 'https://enginehouse.io/builders/stacks/v1';

const sha256Schema = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits'),
});

const dependencySchema = z.strictObject({
  uri: z.string().optional(),
  name: z.string().optional(),
  digest: sha256Schema.optional(),
});

/**
 * An in-toto statement v1 whose predicate is a SLSA provenance v1, with the parts a deployment has.
 *
 * @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
 * @see https://slsa.dev/spec/v1.0/provenance
 */
export const statementSchema = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z
    .array(z.strictObject({ name: z.string().min(1), digest: sha256Schema }))
    .min(1),
  predicateType: z.literal(PREDICATE_TYPE),
  predicate: z.strictObject({
    buildDefinition: z.strictObject({
      buildType: z.literal(BUILD_TYPE),
      externalParameters: z.strictObject({
        definition: z.strictObject({ id: z.string(), version: z.string() }),
        stack: z.string(),
        environment: z.string(),
        manifest: sha256Schema,
      }),
      internalParameters: z.strictObject({
        account: z.string(),
        region: z.string(),
        planId: z.string(),
        seal: z.string(),
        stackId: z.string(),
        changeSetId: z.string().optional(),
      }),
      resolvedDependencies: z.array(dependencySchema),
    }),
    runDetails: z.strictObject({
      builder: z.strictObject({ id: z.literal(BUILDER_ID) }),
      metadata: z.strictObject({ invocationId: z.string() }),
    }),
  }),
});

/** The statement of a deployment's evidence, as `statementSchema` accepts it. */
export type Statement = z.output<typeof statementSchema>;
