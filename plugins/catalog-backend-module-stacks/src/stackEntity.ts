import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  type ResourceEntity,
  type SystemEntity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_DEFINITION,
  ANNOTATION_ENVIRONMENT,
  ANNOTATION_STACK,
  type Binding,
  type DefinitionSummary,
  type Stack,
} from '@enginehouse/plugin-stacks-common';

/** Annotations by which TechDocs shows a page of another entity's documentation. */
const ANNOTATION_DOCS_ENTITY = 'backstage.io/techdocs-entity';
const ANNOTATION_DOCS_PATH = 'backstage.io/techdocs-entity-path';

export interface EntityOptions {
  /** Where the entities come from, as the catalog calls it. */
  location: string;
  /** Ref of the entity whose documentation has a page for each definition, named like its short name. */
  docs?: string;
}

/** The entity of a stack. Annotations only display: who owns it, and in which account it lives, the ledger says. */
export function stackEntity(
  stack: Stack,
  definition: DefinitionSummary | undefined,
  { location, docs }: EntityOptions,
): ResourceEntity {
  const what = definition?.title ?? stack.definition;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: stack.name,
      description: `${what} of ${stack.service} in ${stack.environment}`,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATION_DEFINITION]: stack.definition,
        [ANNOTATION_STACK]: stack.name,
        [ANNOTATION_ENVIRONMENT]: stack.environment,
        ...(docs &&
          definition && {
            [ANNOTATION_DOCS_ENTITY]: docs,
            [ANNOTATION_DOCS_PATH]: `/${definition.shortName}`,
          }),
      },
      tags: [stack.environment],
    },
    spec: {
      type: definition?.shortName ?? stack.definition,
      owner: stack.owner,
      system: stack.service,
      ...(stack.binds && { dependsOn: providers(stack.binds) }),
    },
  };
}

/** Entities of the stacks that a stack is bound to, each once. */
function providers(binds: Binding[]): string[] {
  const names = new Set(binds.map(({ stack }) => stack));
  return [...names].map(name =>
    stringifyEntityRef({ kind: 'resource', namespace: 'default', name }),
  );
}

/**
 * The system that groups the stacks of one service, so that they are found together. A System of that name that somebody registered wins over this one.
 */
export function serviceEntity(
  { service, owner }: Stack,
  location: string,
): SystemEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name: service,
      description: `What runs for ${service}`,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
    spec: { owner },
  };
}
