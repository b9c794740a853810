import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import {
  createWorkerPool,
  type WorkerPool,
} from '@enginehouse/plugin-stacks-backend/synthesize';
import { loadDefinition, type LoadedDefinition } from '@enginehouse/stack-kit';
import { poolInput } from './pool';

/** Before this many, plans become faster from one to the next. */
const WARM_UP_PLANS = 30;

/** What is deployed, as far as it differs from the example: three resources change. */
const BEFORE = {
  capacity: { max: 2 },
  instanceType: 'c7i.xlarge',
  observability: { logRetentionDays: 30 },
};

/** Plans the engine pool as the portal does, without the portal. */
export class Planner {
  readonly #definition: LoadedDefinition;
  readonly #workers: WorkerPool;
  readonly #before: string;

  /** @param built - folder of the built portal; its definition is planned, in workers of the portal's own number. */
  static async start(built: string): Promise<Planner> {
    const definition = loadDefinition(
      '@enginehouse/stack-engine-pool',
      join(built, 'packages/backend'),
    );
    const workers = createWorkerPool({
      config: new ConfigReader({}),
      logger: silent,
    });
    const { buildModule } = definition;
    const { template } = await workers.run({
      kind: 'synthesize',
      buildModule,
      input: poolInput(definition, BEFORE),
    });
    const planner = new Planner(definition, workers, template);
    for (let i = 0; i < WARM_UP_PLANS; i++) await planner.plan();
    return planner;
  }

  private constructor(
    definition: LoadedDefinition,
    workers: WorkerPool,
    before: string,
  ) {
    this.#definition = definition;
    this.#workers = workers;
    this.#before = before;
  }

  /** The template the plans are compared with. */
  get before(): string {
    return this.#before;
  }

  /** What the plans synthesize. */
  get input() {
    return poolInput(this.#definition);
  }

  /** Stage 1 of a plan: resolve, synthesize, check, compare. */
  async plan() {
    const { template, paths } = await this.#workers.run({
      kind: 'synthesize',
      buildModule: this.#definition.buildModule,
      input: poolInput(this.#definition),
    });
    const { changes } = await this.#workers.run({
      kind: 'compare',
      before: this.#before,
      after: template,
      paths,
    });
    return { template, changes };
  }

  async stop(): Promise<void> {
    await this.#workers.close();
  }
}

const silent = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};
