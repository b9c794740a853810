import { availableParallelism } from 'node:os';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { WorkerPool, type PoolOptions } from './WorkerPool';

const PATH = 'stacks.synthesis';

/**
 * A pool as configured under `stacks.synthesis`.
 *
 * @throws Error naming the path when `workers` is not a whole number from 1.
 */
export function createWorkerPool(options: {
  config: Config;
  logger: LoggerService;
  overrides?: Partial<PoolOptions>;
}): WorkerPool {
  const { config, logger, overrides } = options;
  const size =
    config.getOptionalNumber(`${PATH}.workers`) ??
    Math.min(4, Math.max(1, availableParallelism() - 1));
  if (!Number.isInteger(size) || size < 1) {
    throw new Error(
      `Configuration refused:\n${PATH}.workers: found ${size}; accepted: a whole number from 1`,
    );
  }
  const entry = require.resolve(
    '@enginehouse/plugin-stacks-backend/synth-worker',
  );
  return new WorkerPool({
    ...{ entry, size, execArgv: nodeOptions(entry) },
    timeLimitMs: 30_000,
    memoryMb: 768,
    recycleAfter: 200,
    mostWaiting: 100,
    onOutput: text => logger.debug(`A worker wrote: ${text.trimEnd()}`),
    ...overrides,
  });
}

/** Node options of workers: those of this process and, where the entry is a source file, the transform that `backstage-cli package start` gives its process. */
function nodeOptions(entry: string): string[] {
  const inherited = process.execArgv;
  const transforms = inherited.some(option => /nodeTransform/.test(option));
  return entry.endsWith('.ts') && !transforms
    ? [
        ...inherited,
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ]
    : inherited;
}
