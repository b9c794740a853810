import { ConflictError } from '@backstage/errors';
import type { PlanProposal } from '@enginehouse/plugin-operations-common';
import {
  PlanNeededError,
  type DefinitionModule,
  type SourceContext,
} from '@enginehouse/plugin-operations-node';
import type { Definition, Stack } from '@enginehouse/plugin-stacks-common';
import { withBoundMoved } from './withBoundMoved';

/** Only a plan can reach what was asked for; `plan` is the request to open it with, when the definition knows one. */
export class PlanProposedError extends ConflictError {
  readonly plan?: PlanProposal;

  constructor(message: string, plan: PlanProposal | undefined) {
    super(message);
    this.plan = plan;
  }
}

/**
 * Adds to a `PlanNeededError` the plan that would meet the need: as the definition's module knows it, or else by the option
 * whose schema says that it is this bound.
 *
 * @throws what `fn` throws; PlanProposedError in place of PlanNeededError
 */
export async function withPlan<T>(
  {
    stack,
    module,
    context,
    readDefinition,
  }: {
    stack: Stack;
    module?: DefinitionModule;
    context: SourceContext;
    readDefinition: () => Promise<Definition | undefined>;
  },
  fn: () => Promise<T>,
): Promise<T> {
  try {
    return await fn();
  } catch (error) {
    if (!(error instanceof PlanNeededError)) throw error;
    const config = module?.configFor
      ? module.configFor(error.need, context)
      : withBoundMoved(
          error.need,
          (await readDefinition())?.schema,
          context.stack.config,
        );
    throw new PlanProposedError(
      error.message,
      config && {
        definition: stack.definition,
        service: stack.service,
        component: stack.component,
        owner: stack.owner,
        environment: stack.environment,
        config,
        action: 'apply',
      },
    );
  }
}
