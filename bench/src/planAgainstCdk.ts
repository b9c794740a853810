import { isDeepStrictEqual } from 'node:util';
import { CdkDiff } from './CdkDiff';
import { Planner } from './planner';
import { median, short } from './statistics';

const ROUNDS = 7;
const PLANS_PER_ROUND = 25;

/** Warm plans against the CDK's own command line, one after the other in each round, so that both see the same machine. */
export async function planAgainstCdk(built: string) {
  const planner = await Planner.start(built);
  const cdk = new CdkDiff(planner.input, planner.before, built);
  try {
    // Once beforehand: files are in the machine's cache for both sides.
    await cdk.run();
    const { template, changes } = await planner.plan();
    if (!isDeepStrictEqual(JSON.parse(template), cdk.template())) {
      throw new Error('The two sides synthesize different templates');
    }
    const rounds = [];
    for (let i = 0; i < ROUNDS; i++) {
      rounds.push({
        planMs: await medianPlanMs(planner),
        cdkMs: await elapsed(() => cdk.run()),
        cdkWithoutValidationMs: await elapsed(() =>
          cdk.run(['--no-validation']),
        ),
      });
    }
    return {
      ours: `resolve the manifest, synthesize and compare in a warm worker process; template check off; median of ${PLANS_PER_ROUND} plans a round`,
      theirs:
        'aws-cdk 2.1148.1, `cdk diff --template` (network not used): start the process, run the App in another, synthesize, check the template (not with --no-validation), compare, print',
      template: {
        resources: Object.keys(JSON.parse(template).Resources).length,
        bytes: Buffer.byteLength(template),
        changedResources: changes.length,
      },
      medians: {
        planMs: short(median(rounds.map(r => r.planMs))),
        cdkMs: short(median(rounds.map(r => r.cdkMs))),
        cdkWithoutValidationMs: short(
          median(rounds.map(r => r.cdkWithoutValidationMs)),
        ),
      },
      /** Medians of the ratios of each round. */
      ratios: {
        cdk: short(median(rounds.map(r => r.cdkMs / r.planMs))),
        cdkWithoutValidation: short(
          median(rounds.map(r => r.cdkWithoutValidationMs / r.planMs)),
        ),
      },
      rounds: rounds.map(round => ({
        planMs: short(round.planMs),
        cdkMs: short(round.cdkMs),
        cdkWithoutValidationMs: short(round.cdkWithoutValidationMs),
      })),
    };
  } finally {
    cdk.dispose();
    await planner.stop();
  }
}

async function medianPlanMs(planner: Planner): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < PLANS_PER_ROUND; i++) {
    times.push(await elapsed(() => planner.plan()));
  }
  return median(times);
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
