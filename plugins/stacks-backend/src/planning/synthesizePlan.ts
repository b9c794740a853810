import { ServiceUnavailableError } from '@backstage/errors';
import type { Environment } from '@enginehouse/aws-node';
import {
  capabilityOutputs,
  isVolatile,
  stackPolicy,
  stackTags,
  type LookupValues,
  type VolatileLookup,
} from '@enginehouse/stack-kit';
import { bootstrapBucket } from '../environments/bootstrap';
import { buildBindings } from './bindings/buildBindings';
import type { SynthesizedStack } from '../synthesize/jobs';
import { WorkerFailure } from '../synthesize/WorkerFailure';
import { InvalidInputError } from './InvalidInputError';
import { readPatches } from './request/readPatches';
import type { PlanningServices } from './PlanningServices';
import type { PlanRecord } from './types';

/** A synthesized stack with the tags it carries. */
export interface TaggedStack extends SynthesizedStack {
  tags: Record<string, string>;
  fixedNames: { type: string; name: string }[];
  /** Lookups others may change the answer of at any time. */
  volatile: VolatileLookup[];
  /** Which capability's value each output is, by its key. */
  outputs: Record<string, { capability: string; value: string }>;
  /** Parameters that keep the value the deployed stack has. */
  keptParameters?: string[];
}

/**
 * Builds a plan's stack in a worker.
 *
 * @throws InvalidInputError when it cannot be patched as asked; ServiceUnavailableError when too many plans are being made; Error with the reason when the definition is gone or its build fails, ends its worker or takes too long.
 */
export async function synthesizePlan(
  { definitions, workers }: Pick<PlanningServices, 'definitions' | 'workers'>,
  { plan, stack, request }: PlanRecord,
  environment: Environment,
): Promise<TaggedStack> {
  const loaded = definitions.find(plan.definition);
  if (!loaded) {
    throw new Error(`Definition ${plan.definition} is no longer installed`);
  }
  const { definition, buildModule } = loaded;
  const context = {
    service: plan.service,
    component: plan.component,
    environment: plan.environment,
    owner: plan.owner,
  };
  const tags = stackTags({
    ...context,
    definition,
    framework: environment.framework,
  });
  const { account, region } = environment;
  try {
    const synthesized = await workers.run({
      kind: 'synthesize',
      buildModule,
      input: {
        ...context,
        config: plan.config,
        lookups: plan.lookups as LookupValues,
        bindings: buildBindings(plan.binds ?? [], definitions),
        capabilities: definition.capabilities,
        patches: readPatches(request),
        tags,
        target: { account, region },
        stackName: stack,
        description: definition.title,
        assetBucket: bootstrapBucket(environment),
        policy: stackPolicy(loaded, environment.framework),
      },
    });
    const fixedNames = definition.fixedNames(context);
    const lookups = definition.lookups(plan.config, context);
    const volatile = lookups.filter(isVolatile);
    const outputs = capabilityOutputs(definition.capabilities);
    return { ...synthesized, tags, fixedNames, volatile, outputs };
  } catch (error) {
    if (error instanceof ServiceUnavailableError) throw error;
    if (error instanceof WorkerFailure && error.issues) {
      throw new InvalidInputError([...error.issues]);
    }
    throw new Error(
      `${definition.id} could not be synthesized: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}
