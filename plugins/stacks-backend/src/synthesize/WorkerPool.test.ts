import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { createWorkerPool } from './createWorkerPool';
import type { SynthesizeJob } from './jobs';
import type { PoolOptions, WorkerPool } from './WorkerPool';

jest.setTimeout(120_000);

const FAILING = ['throws', 'exits', 'loops', 'eatsMemory', 'eatsBuffers'];

describe('WorkerPool', () => {
  let pool: WorkerPool;

  function start(overrides: Partial<PoolOptions> = {}) {
    pool = createWorkerPool({
      config: new ConfigReader({ stacks: { synthesis: { workers: 1 } } }),
      logger: mockServices.logger.mock(),
      overrides,
    });
  }

  afterEach(() => pool.close());

  it('fails only the job that throws, exits or runs out of memory', async () => {
    start({ memoryMb: 256 });
    expect(
      await outcomes(
        'throws',
        'one',
        'exits',
        'two',
        'eatsMemory',
        'three',
        'eatsBuffers',
        'four',
      ),
    ).toEqual([
      'an engine needs at least one core',
      'one',
      'the worker exited with code 7',
      'two',
      'the worker ran out of memory',
      'three',
      'the worker ran out of memory',
      'four',
    ]);
  });

  it('ends a job that never ends, and fails only that', async () => {
    start({ timeLimitMs: 8_000 });
    expect(await outcomes('loops', 'next')).toEqual([
      'it took longer than 8 s and was ended',
      'next',
    ]);
  });

  it('lets no more jobs wait than it can do in a while', async () => {
    start({ mostWaiting: 1 });
    expect(await outcomes('one', 'two', 'three')).toEqual([
      ...['one', 'two'],
      expect.stringMatching(/^More plans are being made than/),
    ]);
  });

  /** Runs the fixtures, all asked for at once; other names are those of topics. @returns the topics' names, and why the others failed */
  async function outcomes(...names: string[]) {
    const settled = await Promise.allSettled(
      names.map(name =>
        pool.run(FAILING.includes(name) ? job(name) : job('topic', name)),
      ),
    );
    return settled.map(o =>
      o.status === 'fulfilled' ? topicOf(o.value).TopicName : o.reason.message,
    );
  }

  it('gives workers an environment of their own, and the same bytes after one was replaced', async () => {
    process.env.AWS_SECRET_ACCESS_KEY = 'a secret of the portal';
    start({ recycleAfter: 2 });
    const made = await Promise.all(
      [1, 2, 3].map(() => pool.run(job('topic', 'same'))),
    );
    const environment = ['CDK_VALIDATION', 'TMPDIR', 'TZ'].filter(
      name => name !== 'TMPDIR' || process.env.TMPDIR,
    );
    expect(topicOf(made[0]).DisplayName).toBe(environment.join(' '));
    expect(new Set(made.map(m => m.templateDigest)).size).toBe(1);
    delete process.env.AWS_SECRET_ACCESS_KEY;
  });

  it('refuses a number of workers that is none, naming its path', () => {
    start();
    expect(() =>
      createWorkerPool({
        config: new ConfigReader({ stacks: { synthesis: { workers: 0 } } }),
        logger: mockServices.logger.mock(),
      }),
    ).toThrow('stacks.synthesis.workers: found 0; accepted: a whole number');
  });
});

function job(fixture: string, name: string = fixture): SynthesizeJob {
  return {
    kind: 'synthesize',
    buildModule: require.resolve(`./__fixtures__/${fixture}`),
    input: {
      ...{ service: 'builds', component: fixture, environment: 'sandbox' },
      ...{ owner: 'group:default/platform', lookups: {}, bindings: {} },
      ...{ tags: {}, config: { name }, stackName: 'builds' },
      target: { account: '123456789012', region: 'us-east-1' },
      description: 'A fixture',
    },
  };
}

function topicOf({ template }: { template: string }) {
  return JSON.parse(template).Resources.Topic.Properties;
}
