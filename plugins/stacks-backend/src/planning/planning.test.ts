import { startLocalAws, type LocalAws } from '@enginehouse/aws-sandbox';
import { planningOn, poolRequest } from './__testUtils__/planningOn';

jest.setTimeout(180_000);

describe('planning on the local AWS', () => {
  let aws: LocalAws;
  let on: ReturnType<typeof planningOn>;

  beforeAll(async () => {
    aws = await startLocalAws();
    on = planningOn(aws);
  });

  afterAll(async () => {
    await on.workers.close();
    await aws.stop();
  });

  it('seals a new pool', async () => {
    const record = await on.planner.prepare(poolRequest());
    const sealed = await on.planner.seal(record);
    expect(sealed.plan.error).toBeUndefined();

    expect(sealed.state).toBe('ready');
  });
});
