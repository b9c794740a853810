import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventLoopWhilePlanning } from './src/eventLoopWhilePlanning';
import { formToRunningStack } from './src/formToRunningStack';
import { goals } from './src/goals';
import { load, machine } from './src/machine';
import { planAgainstCdk } from './src/planAgainstCdk';
import { Portal } from './src/Portal';
import { short } from './src/statistics';

const RESULTS = join(__dirname, 'results.json');

/** `npm run bench`: measures, writes `results.json`, prints what was seen. */
async function main(): Promise<void> {
  const built = process.env.ENGINEHOUSE_BUILT;
  if (!built) throw new Error('Start the benchmark with: npm run bench');
  const loadBefore = load();
  const plan = await step('Plans against cdk diff', () =>
    planAgainstCdk(built),
  );
  const eventLoop = await step('Event loop while planning', () =>
    eventLoopWhilePlanning(built),
  );
  const { running, secondStart } = await withPortals();
  const figures = { plan, eventLoop, formToRunningStack: running, secondStart };
  const seen = goals(figures);
  const results = {
    date: new Date().toISOString(),
    machine: machine(),
    load: { before: loadBefore, after: load() },
    goals: seen,
    ...figures,
  };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  for (const { what, goal, seen: figure, met } of seen) {
    say(
      goal
        ? `${what}: ${figure} (goal: ${goal}; ${met ? 'met' : 'missed'})`
        : `${what}: ${figure}`,
    );
  }
  say(`Load ${loadBefore} → ${load()}. All figures: ${RESULTS}`);
}

/** The form on the first portal, then the time of a second start with its data. */
async function withPortals() {
  const data = mkdtempSync(join(tmpdir(), 'enginehouse-bench-'));
  try {
    const running = await step('From the form to a running stack', () =>
      withPortal(data, formToRunningStack),
    );
    const secondStart = await step('Second start', () =>
      withPortal(data, async ({ startedInMs }) => ({
        what: 'from `npm start` to "Enginehouse is running": nothing to install or build, one stack to bring back in the local AWS',
        seconds: short(startedInMs / 1_000),
      })),
    );
    return { running, secondStart };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function withPortal<T>(
  data: string,
  use: (portal: Portal) => Promise<T>,
): Promise<T> {
  const portal = await Portal.start(data);
  try {
    return await use(portal);
  } finally {
    await portal.stop();
  }
}

function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  say(`${name} …`);
  return work();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
