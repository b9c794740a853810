import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Planner } from './planner';
import { short } from './statistics';

const SECONDS = 10;
/** The sampling timer's own interval; it is part of each sample. */
const RESOLUTION_MS = 1;

/**
 * How long the main thread makes others wait: idle first, then while it plans without a pause. Of a plan, parsing the manifest, resolving and passing
 * values to and from the worker happen there.
 */
export async function eventLoopWhilePlanning(built: string) {
  const planner = await Planner.start(built);
  try {
    const idle = await sampled(() => sleep(SECONDS * 1_000));
    let plans = 0;
    const planning = await sampled(async () => {
      const end = performance.now() + SECONDS * 1_000;
      for (; performance.now() < end; plans++) await planner.plan();
    });
    return {
      what: `perf_hooks.monitorEventLoopDelay at ${RESOLUTION_MS} ms (included in each sample), ${SECONDS} s idle, then ${SECONDS} s of plans back to back`,
      plans,
      idle,
      planning,
    };
  } finally {
    await planner.stop();
  }
}

async function sampled(work: () => Promise<unknown>) {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  await work();
  histogram.disable();
  const ms = (nanoseconds: number) => short(nanoseconds / 1e6);
  return {
    p50Ms: ms(histogram.percentile(50)),
    p99Ms: ms(histogram.percentile(99)),
    maxMs: ms(histogram.max),
  };
}
