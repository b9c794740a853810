import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Operation,
  OperationPreview,
  OperationRun,
  PreviewOperationRequest,
  RunOperationRequest,
} from '@enginehouse/plugin-operations-common';
import type {
  OperationEffect,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import type { StacksService } from '@enginehouse/plugin-stacks-node';
import { z } from 'zod';
import type { Leases } from '../leases/Leases';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { StackContexts } from '../sources/StackContexts';
import { OperationInputError } from './OperationInputError';
import type { OperationRunner } from './OperationRunner';
import { chooseOffer, findOffers, type OperationOffer } from './offers';
import {
  OPERATION_FINISHED,
  OPERATION_STARTED,
  runFromLines,
} from './runLines';
import { withPlan } from './withPlan';
import { withWork } from './withWork';

const LINES_SEARCHED = 100;

interface Considered {
  offer: OperationOffer;
  input: unknown;
  effect: OperationEffect;
  context: SourceContext;
}

/** What can be done to what runs, what it would do, and doing it. Permission is checked before. */
export class OperationsService {
  readonly #registry: SourceRegistry;
  readonly #contexts: StackContexts;
  readonly #stacks: StacksService;
  readonly #runner: OperationRunner;
  readonly #leases: Leases;

  constructor(options: {
    registry: SourceRegistry;
    contexts: StackContexts;
    stacks: StacksService;
    runner: OperationRunner;
    leases: Leases;
  }) {
    this.#registry = options.registry;
    this.#contexts = options.contexts;
    this.#stacks = options.stacks;
    this.#runner = options.runner;
    this.#leases = options.leases;
  }

  async list(stack: Stack): Promise<Operation[]> {
    const context = await this.#contexts.of(stack);
    const offers = await findOffers(this.#registry, context);
    return Promise.all(
      offers.map(async ({ operation, target, named }) => {
        const { values, sentence } = await operation.now(target, context);
        return {
          id: operation.id,
          title: operation.title,
          target: named,
          effect: sentence,
          input: z.toJSONSchema(operation.input, { io: 'input' }),
          values: z.record(z.string(), z.unknown()).parse(values),
          destructive: operation.destructive,
        };
      }),
    );
  }

  /** @throws as `run` does */
  async preview(
    stack: Stack,
    id: string,
    request: PreviewOperationRequest,
    credentials: BackstageCredentials,
  ): Promise<OperationPreview> {
    const { offer, effect } = await this.#consider(
      stack,
      id,
      request,
      credentials,
    );
    return {
      operation: id,
      target: offer.named,
      effect: effect.sentence,
      destructive: effect.destructive,
    };
  }

  /**
   * Starts an operation.
   *
   * @throws InputError without `confirm`; OperationInputError; NotFoundError; PlanProposedError when only a plan can reach it
   */
  async run(
    stack: Stack,
    id: string,
    request: RunOperationRequest,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<OperationRun> {
    if (!request.confirm) {
      throw new InputError(
        'confirm is false: it must be true, after the effect was shown',
      );
    }
    const { offer, input, effect, context } = await this.#consider(
      stack,
      id,
      request,
      credentials,
    );
    return this.#runner.start({
      offer,
      input,
      effect: effect.sentence,
      context,
      actor: credentials.principal.userEntityRef,
    });
  }

  /** @throws NotFoundError when the stack has no such run */
  async getRun(
    stack: Stack,
    runId: string,
    credentials: BackstageCredentials,
  ): Promise<OperationRun> {
    const here = this.#runner.get(stack.name, runId);
    if (here) return here;
    const lines = await this.#stacks.listLedger(
      stack.name,
      { kind: [OPERATION_STARTED, OPERATION_FINISHED], limit: LINES_SEARCHED },
      { credentials },
    );
    const run = runFromLines(runId, lines, Date.now());
    if (!run) throw new NotFoundError(`${stack.name} has no run ${runId}`);
    return run;
  }

  async #consider(
    stack: Stack,
    id: string,
    request: PreviewOperationRequest,
    credentials: BackstageCredentials,
  ): Promise<Considered> {
    const context = await this.#contexts.of(stack);
    const offers = await findOffers(this.#registry, context);
    const offer = chooseOffer(offers, id, request.target);
    const parsed = offer.operation.input.safeParse(request.input ?? {});
    if (!parsed.success) {
      throw new OperationInputError(parsed.error, request.input);
    }
    const input = parsed.data;
    const module = this.#registry.definition(stack.definition);
    const readDefinition = () =>
      this.#stacks.getDefinition(stack.definition, { credentials });
    const effect = await withPlan(
      { stack, module, context, readDefinition },
      async () =>
        withWork(
          await offer.operation.effect(offer.target, input, context),
          { leases: this.#leases, registry: this.#registry },
          context,
        ),
    );
    return { offer, input, effect, context };
  }
}
