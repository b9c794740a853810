import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Planner } from './planner';
import { median, short } from './statistics';

const ROUNDS = 5;
const SECONDS = 4;
/** The sampling timer's own interval; it is part of each sample. */
const RESOLUTION_MS = 1;

/**
 * How long the main thread makes others wait: by turns idle, which is what the machine does to it, and planning without a pause. Of a plan, parsing
 * the manifest, resolving, and passing values to and from the worker happen there.
 */
export async function eventLoopWhilePlanning(built: string) {
  const planner = await Planner.start(built);
  try {
    const rounds = [];
    let plans = 0;
    let mainThreadMs = 0;
    for (let i = 0; i < ROUNDS; i++) {
      const idle = await sampled(() => sleep(SECONDS * 1_000));
      const before = threadMs();
      const planning = await sampled(async () => {
        const end = performance.now() + SECONDS * 1_000;
        for (; performance.now() < end; plans++) await planner.plan();
      });
      mainThreadMs += threadMs() - before;
      rounds.push({ idle, planning });
    }
    return {
      what: `perf_hooks.monitorEventLoopDelay at ${RESOLUTION_MS} ms (included in each sample), ${ROUNDS} rounds of ${SECONDS} s idle and ${SECONDS} s of plans back to back; medians of the rounds`,
      plans,
      /** Processor time of the main thread, by all plans: what a machine with a free core sees. */
      ...(mainThreadMs > 0 && {
        mainThreadMsPerPlan: short(mainThreadMs / plans),
      }),
      idleP99Ms: short(median(rounds.map(({ idle }) => idle.p99Ms))),
      planningP99Ms: short(median(rounds.map(r => r.planning.p99Ms))),
      rounds,
    };
  } finally {
    await planner.stop();
  }
}

/** Processor time of this thread so far; 0 where Node cannot tell, before 23.9. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage?.() ?? { user: 0, system: 0 };
  return (user + system) / 1_000;
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
