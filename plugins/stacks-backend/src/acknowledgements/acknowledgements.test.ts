import { TestBackend, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { LocalAws, startLocalAws } from '@enginehouse/aws-sandbox';
import type {
  Acknowledgement,
  Finding,
  LedgerLine,
  Plan,
} from '@enginehouse/plugin-stacks-common';
import {
  createStackConditionalDecision,
  stackConditions,
} from '@enginehouse/plugin-stacks-node';
import { findingAcknowledgePermission } from '@enginehouse/plugin-stacks-common';
import { StacksApi, things } from '../__testUtils__/StacksApi';
import { startStacksBackend } from '../__testUtils__/startStacksBackend';

jest.setTimeout(120_000);

const HOUR_MS = 60 * 60 * 1_000;

const finding: Finding = {
  id: 'f1',
  rule: 'queue-encrypted',
  pack: 'things',
  controls: ['sc-28'],
  resource: {
    logicalId: 'Queue1',
    path: 'Things/Queue1',
    type: 'AWS::SQS::Queue',
  },
  severity: 'error',
  reason: 'The queue does not encrypt its messages.',
  blocking: true,
};

const BLOCKED =
  'queue-encrypted at Things/Queue1: The queue does not encrypt its messages. Change it, or have it acknowledged.';

const inHours = (hours: number) =>
  new Date(Date.now() + hours * HOUR_MS).toISOString();

const acknowledgement = (expiresAt = inHours(1)) => ({
  rule: 'queue-encrypted',
  resource: 'Things/Queue1',
  reason: 'Its messages are public already',
  expiresAt,
});

describe('acknowledging findings', () => {
  const permissions = mockServices.permissions.mock();
  let aws: LocalAws;
  let backend: TestBackend;
  let api: StacksApi;

  beforeAll(async () => {
    aws = await startLocalAws({ env: { SANDBOX_CFN_STEP_SECONDS: '0.05' } });
    backend = await startStacksBackend({
      endpoint: aws.endpoint,
      features: [permissions.factory],
    });
    api = new StacksApi(backend.server.port());
  });

  beforeEach(() => {
    const allow = { result: AuthorizeResult.ALLOW } as const;
    permissions.authorize.mockResolvedValue([allow]);
    permissions.authorizeConditional.mockResolvedValue([allow]);
  });

  afterEach(() => jest.useRealTimers());

  afterAll(async () => {
    await backend?.stop();
    await aws?.stop();
  });

  /** From now on it is later; time passes as before. */
  function moveClock(hours: number) {
    jest.useFakeTimers({
      advanceTimers: true,
      now: Date.now() + hours * HOUR_MS,
      doNotFake: [
        ...(['setTimeout', 'clearTimeout', 'setInterval'] as const),
        ...(['clearInterval', 'setImmediate', 'clearImmediate'] as const),
        ...(['nextTick', 'performance', 'hrtime', 'queueMicrotask'] as const),
      ],
    });
  }

  const plan = (service: string) =>
    api.plan({ service, config: { ...things(1), findings: [finding] } });

  const give = <T = Acknowledgement>(stack: string, body: object) =>
    api.call<T>('POST', `/stacks/${stack}/acknowledgements`, body);

  it('lets a sealed plan be applied until it expires, and again once renewed', async () => {
    const made = await plan('expiring');
    expect(made).toMatchObject({ state: 'ready', reasons: [BLOCKED] });
    const refused = await api.call<{ error: { reasons: string[] } }>(
      ...(['POST', `/plans/${made.id}/apply`, {}] as const),
    );
    expect(refused.status).toBe(409);
    expect(refused.body.error.reasons).toEqual([BLOCKED]);

    const { status, body } = await give(made.stack, acknowledgement());
    expect(status).toBe(201);
    expect(body).toMatchObject({ by: 'user:default/mock', expired: false });
    const read = await api.get<Plan>(`/plans/${made.id}`);
    expect(read.reasons).toEqual([]);
    expect(read.findings).toEqual([
      {
        ...finding,
        acknowledged: {
          source: 'person',
          id: body.id,
          by: 'user:default/mock',
          reason: 'Its messages are public already',
          at: body.at,
          expiresAt: body.expiresAt,
        },
      },
    ]);

    moveClock(2);
    const later = await api.get<Plan>(`/plans/${made.id}`);
    expect(later.reasons).toEqual([BLOCKED]);
    expect((await api.apply(made)).status).toBe(409);

    await give(made.stack, acknowledgement());
    expect((await api.apply(made)).status).toBe(202);
    const { items } = await api.get<{ items: LedgerLine[] }>(
      `/stacks/${made.stack}/ledger?kind=finding-acknowledged`,
    );
    expect(items.map(({ actor, data }) => [actor, data.rule])).toEqual(
      Array(2).fill(['user:default/mock', 'queue-encrypted']),
    );
  });

  it('blocks again once withdrawn', async () => {
    const { stack, id } = await plan('withdrawn');
    const { body } = await give(stack, acknowledgement());
    const path = `/stacks/${stack}/acknowledgements/${body.id}`;
    expect((await api.call('DELETE', path)).status).toBe(204);
    expect((await api.get<Plan>(`/plans/${id}`)).reasons).toEqual([BLOCKED]);
    const { items } = await api.get<{ items: Acknowledgement[] }>(
      `/stacks/${stack}/acknowledgements`,
    );
    expect(items).toEqual([]);
    expect((await api.call('DELETE', path)).status).toBe(404);
  });

  it('shows in a preview what is acknowledged already', async () => {
    const { stack } = await plan('previewed');
    await give(stack, { ...acknowledgement(), resource: 'Queue1' });
    const { body } = await api.call<Plan>('POST', '/plans', {
      ...{ definition: 'things', service: 'previewed', action: 'apply' },
      ...{ owner: 'group:default/platform', environment: 'sandbox' },
      config: { ...things(1), findings: [finding] },
      dryRun: true,
    });
    expect(body.findings[0].acknowledged).toMatchObject({ source: 'person' });
  });

  it('refuses what explains nothing or holds for ever, naming each path', async () => {
    const { stack } = await plan('refused');
    const { status, body } = await give<{ error: { issues: object[] } }>(
      stack,
      { ...acknowledgement(inHours(367 * 24)), rule: ' ', reason: 'because' },
    );
    expect(status).toBe(400);
    expect(body.error.issues).toEqual([
      expect.objectContaining({ path: '/rule' }),
      expect.objectContaining({ path: '/reason', value: 'because' }),
      expect.objectContaining({ path: '/expiresAt' }),
    ]);
    const past = await give(stack, acknowledgement(inHours(-1)));
    expect(past.status).toBe(400);
    expect((await give('no-such-stack', acknowledgement())).status).toBe(404);
  });

  it('is for whoever the permission stacks.finding.acknowledge is given to on that stack', async () => {
    const { stack } = await plan('permitted');
    const member = (group: string) =>
      permissions.authorizeConditional.mockImplementation(
        async ([{ permission }]) => [
          permission.name === findingAcknowledgePermission.name
            ? createStackConditionalDecision(
                findingAcknowledgePermission,
                stackConditions.isOwner({ claims: [group] }),
              )
            : { result: AuthorizeResult.ALLOW },
        ],
      );
    member('group:default/others');
    expect((await give(stack, acknowledgement())).status).toBe(403);
    member('group:default/platform');
    expect((await give(stack, acknowledgement())).status).toBe(201);
  });
});
