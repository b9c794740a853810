import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import type {
  Issue,
  Origin,
  PlanRequest,
} from '@enginehouse/plugin-stacks-common';
import {
  baseLayers,
  InputError as StackKitInputError,
  manifestFor,
  nameAccepted,
  nameSchema,
  resolve,
  stackName,
  type LoadedDefinition,
  type StackContext,
} from '@enginehouse/stack-kit';
import type { Definitions } from '../../definitions/Definitions';
import { InvalidInputError } from '../InvalidInputError';
import { patchIssues, readPatches } from './readPatches';
import type { Planning, RecordedStack, StackRegistry } from '../types';

/** A request whose every part is known and allowed. */
export interface ResolvedRequest {
  action: PlanRequest['action'];
  loaded: LoadedDefinition;
  environment: Environment;
  stack: string;
  context: StackContext;
  /** The stack as the ledger knows it, while it lives. */
  recorded?: RecordedStack;
  /** The whole configuration; empty for a destroy. */
  config: Record<string, unknown>;
  origin: Record<string, Origin>;
  /** `service.yml` that says the same. */
  manifest: string;
}

/**
 * From a request to a resolved one: the five layers of configuration, who, where, and under which name.
 *
 * @throws InvalidInputError with everything that is wrong, at once.
 */
export async function resolveRequest(
  { request, ownershipRefs }: Planning,
  services: {
    aws: AwsService;
    definitions: Definitions;
    registry: StackRegistry;
  },
): Promise<ResolvedRequest> {
  const { definition: id, service, action } = request;
  const issues: Issue[] = [];
  const loaded = services.definitions.find(id);
  if (!loaded) {
    issues.push(unknownName('/definition', id, services.definitions.ids()));
  }
  const environments = services.aws.environments();
  const environment = environments.find(e => e.name === request.environment);
  if (!environment) {
    issues.push(
      unknownName(
        '/environment',
        request.environment,
        environments.map(e => e.name),
      ),
    );
  }
  const component = request.component ?? loaded?.definition.shortName ?? '';
  issues.push(...nameIssues({ service, ...(loaded && { component }) }));
  const owner = readOwner(request.owner, issues);
  if (!loaded || !environment || !owner || issues.length > 0) {
    throw new InvalidInputError(issues);
  }

  const context = { service, component, environment: environment.name, owner };
  const stack = nameOf(context);
  const known = await services.registry.find(stack);
  const recorded = known?.live ? known : undefined;
  if (!recorded && action === 'apply' && !ownershipRefs.includes(owner)) {
    issues.push({
      path: '/owner',
      value: request.owner,
      message: 'is not one of yours',
      accepted: ownershipRefs.join(', '),
    });
  }
  issues.push(...patchIssues(request));
  const resolved =
    action === 'apply'
      ? resolveConfig(request, loaded, environment, context, issues)
      : undefined;
  if (issues.length > 0) throw new InvalidInputError(issues);
  const { definition } = loaded;
  return {
    ...{ action, loaded, environment, stack, context, recorded },
    config: resolved?.config ?? {},
    origin: resolved?.origin ?? {},
    manifest: manifestFor({
      definition,
      ...context,
      config: request.config ?? {},
      binds: request.binds,
      patches: readPatches(request),
    }),
  };
}

function resolveConfig(
  request: PlanRequest,
  { definition }: LoadedDefinition,
  environment: Environment,
  context: StackContext,
  issues: Issue[],
) {
  const layers = [
    ...baseLayers({
      definition,
      framework: environment.framework,
      environmentDefaults: environment.defaults[definition.id],
    }),
    { source: 'manifest' as const, value: request.config ?? {} },
  ];
  try {
    return resolve(definition, layers, context);
  } catch (error) {
    if (!(error instanceof StackKitInputError)) throw error;
    issues.push(
      ...error.issues.map(({ path, value, message, accepted, origin }) => ({
        path: `/config${path}`,
        value,
        message:
          origin && origin !== 'manifest'
            ? `${message} (its value comes from the ${origin})`
            : message,
        accepted,
      })),
    );
    return undefined;
  }
}

function unknownName(path: string, value: string, known: string[]): Issue {
  return {
    path,
    value,
    message: 'is not known',
    accepted: known.join(', ') || 'none is configured',
  };
}

function nameIssues(names: Record<string, string>): Issue[] {
  return Object.entries(names)
    .filter(([, value]) => !nameSchema.safeParse(value).success)
    .map(([key, value]) => ({
      path: `/${key}`,
      value,
      message: 'is not a name',
      accepted: nameAccepted,
    }));
}

function readOwner(value: string, issues: Issue[]): string | undefined {
  try {
    const ref = parseEntityRef(value, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    return stringifyEntityRef(ref);
  } catch {
    issues.push({
      path: '/owner',
      value,
      message: 'is not an entity reference',
      accepted: 'a group or user such as group:default/platform',
    });
    return undefined;
  }
}

function nameOf({ service, component, environment }: StackContext): string {
  try {
    return stackName(service, component, environment);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidInputError([
      { path: '/service', value: service, message: error.message },
    ]);
  }
}
