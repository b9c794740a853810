import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { TYPESCRIPT } from '../planning/__testUtils__/planningOn';
import { createWorkerPool } from './createWorkerPool';
import type { SynthesizeJob } from './jobs';
import type { PoolOptions, WorkerPool } from './WorkerPool';

jest.setTimeout(120_000);

describe('WorkerPool', () => {
  let pool: WorkerPool;

  function start(overrides: Partial<PoolOptions> = {}) {
    pool = createWorkerPool({
      config: new ConfigReader({ stacks: { synthesis: { workers: 1 } } }),
      logger: mockServices.logger.mock(),
      overrides: { execArgv: TYPESCRIPT, ...overrides },
    });
  }

  afterEach(() => pool.close());

  it('fails only the job that throws, ends its worker, never ends or runs out of memory', async () => {
    start({ timeLimitMs: 5_000, memoryMb: 256 });
    const outcomes = await Promise.allSettled([
      pool.run(job('throws')),
      pool.run(job('topic', 'one')),
      pool.run(job('exits')),
      pool.run(job('topic', 'two')),
      pool.run(job('loops')),
      pool.run(job('topic', 'three')),
      pool.run(job('eatsMemory')),
      pool.run(job('topic', 'four')),
      pool.run(job('eatsBuffers')),
      pool.run(job('topic', 'five')),
    ]);
    expect(
      outcomes.map(o =>
        o.status === 'fulfilled' ? topicOf(o.value).TopicName : o.reason.message,
      ),
    ).toEqual([
      'an engine needs at least one core',
      'one',
      'the worker exited with code 7',
      'two',
      'it took longer than 5 s and was ended',
      'three',
      'the worker ran out of memory',
      'four',
      'the worker ran out of memory',
      'five',
    ]);
  });

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
