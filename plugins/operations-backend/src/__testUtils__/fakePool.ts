import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  defineOperation,
  operationsSourcesExtensionPoint,
  PlanNeededError,
  type Source,
} from '@enginehouse/plugin-operations-node';
import { z } from 'zod';
import { InMemoryLog } from './InMemoryLog';

/** A stack whose one resource is a pool of three machines: its source, and a definition that calls them engines. */
export class FakePool {
  readonly log = new InMemoryLog();
  /** How often it was asked for anything. */
  asked = 0;
  /** Why its health cannot be read. */
  problem: string | undefined;
  size = 3;
  /** Sessions measured on each machine by key; on others nothing was measured. */
  readonly sessions = new Map<string, number>();
  readonly draining = new Set<string>();
  /** What `resize` waits for before it ends. */
  finish: Promise<void> = Promise.resolve();

  get module() {
    return createBackendModule({
      pluginId: 'operations',
      moduleId: 'fake-pool',
      register: reg =>
        reg.registerInit({
          deps: { operations: operationsSourcesExtensionPoint },
          init: async ({ operations }) => {
            operations.addLocator({
              resources: async ({ account, region }) => [
                {
                  type: 'Fake::Pool',
                  logicalId: 'Pool',
                  id: 'p',
                  account,
                  region,
                },
              ],
            });
            operations.addSource(this.#source);
            operations.setMetricReader({
              read: async queries =>
                queries.map(({ dimensions: { machine } }) => {
                  const value = this.sessions.get(machine);
                  const at = '2026-01-01T00:00:00.000Z';
                  return value === undefined ? [] : [{ at, value }];
                }),
            });
            operations.addDefinition({
              definition: 'some-definition',
              words: { one: 'engine', many: 'engines', healthy: 'serving' },
              unitMetrics: [
                {
                  id: 'sessions',
                  title: 'Sessions',
                  query: ({ key }) => ({
                    namespace: 'Fake',
                    name: 'sessions',
                    dimensions: { machine: key },
                    statistic: 'Average',
                  }),
                },
              ],
              placement: {
                load: { metric: 'sessions', one: 'session', many: 'sessions' },
                addresses: async units =>
                  new Map(units.map(({ key }) => [key, `tls://${key}:1`])),
                connect: () => ({
                  id: 'connect',
                  title: 'Connect',
                  description: '',
                  steps: [],
                  facts: [],
                }),
              },
              beforeUnitsEnd: () => 'each lets its sessions end first',
              configFor: ({ bound, wanted }) =>
                bound === 'maximum' ? { most: wanted } : undefined,
            });
          },
        }),
    });
  }

  get #source(): Source {
    return {
      resourceType: 'Fake::Pool',
      title: 'Pool',
      operations: [this.#resize],
      units: async () => {
        this.asked += 1;
        return Array.from({ length: this.size }, (_, n) => ({
          key: `m-${n}`,
          name: `m-${n}`,
          kind: 'machine',
          resourceType: 'Fake::Pool',
          resourceId: 'p',
          state: 'up',
          ...(this.draining.has(`m-${n}`)
            ? { status: 'unknown' as const, draining: true }
            : { status: 'healthy' as const }),
        }));
      },
      health: async () => {
        this.asked += 1;
        if (this.problem !== undefined) throw new Error(this.problem);
        return [
          {
            key: 'pool',
            title: 'Machines',
            status: 'healthy',
            sentence: 'all machines up',
            aboutUnits: true,
            facts: [],
          },
        ];
      },
      logs: async () => {
        this.asked += 1;
        return [this.log];
      },
    };
  }

  get #resize() {
    return defineOperation({
      id: 'resize',
      title: 'Resize',
      on: 'resource',
      destructive: true,
      input: z.strictObject({ size: z.int().min(0) }),
      now: async () => ({
        values: { size: this.size },
        sentence: `${this.size} run`,
      }),
      effect: async (target, { size }) => {
        if (size > 5 && target.kind === 'resource') {
          throw new PlanNeededError('more than 5 need a plan', {
            logicalId: target.resource.logicalId,
            resourceType: target.resource.type,
            bound: 'maximum',
            deployed: 5,
            wanted: size,
          });
        }
        return {
          sentence: `${size} instead of ${this.size}`,
          destructive: size < this.size,
          ends: Array.from({ length: this.size }, (_, n) => `m-${n}`).slice(
            size,
          ),
        };
      },
      run: async (_target, { size }, { progress, signal }) => {
        progress('changing its size');
        await Promise.race([
          this.finish,
          new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason)),
          ),
        ]);
        if (size === 0) throw new Error('AWS refuses an empty pool');
        this.size = size;
        return `${size} run`;
      },
    });
  }
}
