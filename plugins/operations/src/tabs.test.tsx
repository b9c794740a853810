import { ResponseError } from '@backstage/errors';
import type { Operation } from '@enginehouse/plugin-operations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aHealth, anAlarm, aPage } from './__testUtils__/fixtures';
import { renderTab as render } from './__testUtils__/renderTab';
import { AlarmsTab } from './alarms/AlarmsTab';
import type { OperationsApi } from './api/OperationsApi';
import { HealthTab } from './health/HealthTab';
import { LogsTab } from './logs/LogsTab';
import { MetricsTab } from './metrics/MetricsTab';

const scale: Operation = {
  id: 'scale',
  title: 'Scale',
  target: { key: 'Pool', title: 'the pool', kind: 'resource' },
  effect: '2 engines run; between 1 and 3 are possible without a plan',
  input: {
    type: 'object',
    properties: { capacity: { type: 'integer', title: 'Engines' } },
  },
  values: { capacity: 2 },
  destructive: false,
};

const refused = (status: number, message: string, more: object = {}) =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'Error', message, ...more },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );

describe('Health', () => {
  it('begins with the sentence; units and unreadable signals follow with their reasons', async () => {
    render(<HealthTab />);
    expect(
      await screen.findByText('Healthy: 3 of 3 engines serving'),
    ).toBeVisible();
    expect(
      screen.getByText(/not checked: the name does not resolve/),
    ).toBeVisible();
    const row = await screen.findByRole('row', { name: /i-0123/ });
    expect(within(row).getByText('41.2 %')).toBeVisible();
    expect(within(row).getByText('no data')).toBeVisible();
    expect(
      screen.getByText('No data for Memory: not measured lately'),
    ).toBeVisible();
  });

  it('says what failed and reads again', async () => {
    const getHealth = jest
      .fn<ReturnType<OperationsApi['getHealth']>, []>()
      .mockRejectedValueOnce(await refused(503, 'AWS throttles DescribeAlarms'))
      .mockResolvedValue(aHealth());
    render(<HealthTab />, { getHealth });
    expect(
      await screen.findByText('AWS throttles DescribeAlarms'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('Healthy: 3 of 3 engines serving'),
    ).toBeVisible();
  });

  it('says what is missing when nothing runs', async () => {
    render(<HealthTab />, {
      listUnits: async () => ({ items: [], unread: [] }),
    });
    expect(await screen.findByText('Nothing runs')).toBeVisible();
  });

  it('asks with the effect in numbers before it operates, the focus on Cancel', async () => {
    const runOperation = jest.fn<
      ReturnType<OperationsApi['runOperation']>,
      Parameters<OperationsApi['runOperation']>
    >(async () => ({
      id: 'r1',
      operation: 'scale',
      title: 'Scale',
      target: scale.target,
      state: 'succeeded',
      effect: '',
      result: '3 engines wanted',
      startedAt: '',
      startedBy: '',
    }));
    render(<HealthTab />, {
      listOperations: async () => ({ items: [scale], allowed: true }),
      previewOperation: async (_, { input }) => ({
        operation: 'scale',
        target: scale.target,
        effect: `Starts engines until ${input.capacity} run`,
        destructive: false,
      }),
      runOperation,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Scale the pool' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    ).toHaveFocus();
    const input = within(dialog).getByLabelText('Engines');
    await userEvent.clear(input);
    await userEvent.type(input, '3');
    expect(
      await within(dialog).findByText('Starts engines until 3 run'),
    ).toBeVisible();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Scale' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(runOperation).toHaveBeenCalledWith(
      'resource:default/ci-engine-pool-sandbox',
      {
        operation: 'scale',
        target: 'Pool',
        input: { capacity: 3 },
      },
    );
  });

  it('leads to a plan for what an operation may not reach', async () => {
    const plan = {
      definition: 'dagger-engine-pool',
      service: 'ci',
      component: 'engine-pool',
      owner: 'group:default/guests',
      environment: 'sandbox',
      config: { capacity: { min: 1, max: 9 } },
      action: 'apply',
    };
    render(<HealthTab />, {
      listOperations: async () => ({ items: [scale], allowed: true }),
      previewOperation: async () => {
        throw await refused(409, '9 is above the maximum of 3', { plan });
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Scale the pool' }),
    );
    expect(
      await screen.findByText('9 is above the maximum of 3'),
    ).toBeVisible();
    const link = screen.getByRole('link', { name: 'Plan this change instead' });
    const { pathname, searchParams } = new URL(
      link.getAttribute('href')!,
      'http://portal',
    );
    expect(pathname).toBe('/create/templates/default/engine-pool');
    expect(JSON.parse(searchParams.get('formData')!)).toMatchObject({
      service: 'ci',
      config: plan.config,
    });
  });
});

describe('Alarms', () => {
  it('says how many fire, and opens the one in the address with its history and its moment in the logs', async () => {
    render(
      <AlarmsTab />,
      {
        listAlarms: async () => ({
          items: [
            anAlarm({
              name: 'hosts',
              state: 'ALARM',
              status: 'unhealthy',
              reason: '1 datapoint was below 1',
              metric: {
                namespace: 'AWS/NetworkELB',
                name: 'HealthyHostCount',
                dimensions: {},
                statistic: 'Minimum',
                periodSeconds: 60,
              },
            }),
            anAlarm(),
          ],
          unread: [],
        }),
        listAlarmHistory: async () => [
          {
            at: '2026-01-05T10:00:00.000Z',
            kind: 'state',
            summary: 'Alarm updated from OK to ALARM',
          },
        ],
      },
      '/?alarm=hosts',
    );
    expect(await screen.findByText('1 of 2 alarms firing')).toBeVisible();
    expect(
      await screen.findByText('Alarm updated from OK to ALARM'),
    ).toBeVisible();
    expect(screen.getByText('1 datapoint was below 1')).toBeVisible();
    expect(
      screen.getByRole('figure', { name: /^HealthyHostCount/ }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Logs at that moment' }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('start=2026-01-05T09%3A55'),
    );
  });

  it('says so when there are none', async () => {
    render(<AlarmsTab />, {
      listAlarms: async () => ({ items: [], unread: [] }),
    });
    expect(await screen.findByText('No alarms')).toBeVisible();
  });
});

describe('Logs', () => {
  it('follows from where the page ended, with the filters of the address', async () => {
    const asked: unknown[] = [];
    render(
      <LogsTab />,
      {
        getLogs: async (_, query) => {
          asked.push(query);
          return aPage([], { followFrom: 'there' });
        },
        followLogs: (_, query) => {
          asked.push(query);
          return new Promise(() => {});
        },
      },
      '/?filter=oops&level=error',
    );
    expect(await screen.findByText('Following')).toBeVisible();
    expect(asked).toEqual([
      { filter: 'oops', level: ['error'], limit: 500 },
      { filter: 'oops', level: ['error'], after: 'there' },
    ]);
    expect(screen.getByRole('textbox', { name: 'Terms' })).toHaveValue('oops');
    expect(screen.getByText('No lines')).toBeVisible();
  });

  it('says that a stack has no log groups, and which of them cannot be read', async () => {
    const { unmount } = render(<LogsTab />, {
      getLogs: async () => aPage([], { groups: [] }),
    });
    expect(await screen.findByText('No log groups')).toBeVisible();
    unmount();
    const problem = 'logs:FilterLogEvents is not allowed';
    render(<LogsTab />, {
      getLogs: async () => aPage([], { groups: [{ name: '/ci', problem }] }),
    });
    expect(
      await screen.findByText(`/ci could not be read: ${problem}`),
    ).toBeVisible();
  });

  it('does not follow a range of the past', async () => {
    const followLogs = jest.fn(() => new Promise<void>(() => {}));
    render(
      <LogsTab />,
      { getLogs: async () => aPage([], { followFrom: undefined }), followLogs },
      '/?end=2026-01-05T10:00:00.000Z',
    );
    expect(await screen.findByText('A range of the past')).toBeVisible();
    expect(followLogs).not.toHaveBeenCalled();
  });

  it('shows AWS’s words when it cannot be read', async () => {
    render(<LogsTab />, {
      getLogs: async () => {
        throw await refused(
          403,
          'not authorized to perform logs:FilterLogEvents',
        );
      },
    });
    expect(await screen.findByText(/logs:FilterLogEvents/)).toBeVisible();
  });
});

describe('Metrics', () => {
  it('has a table with the values of each chart', async () => {
    render(<MetricsTab />, {
      getMetrics: async () => ({
        start: '2026-01-05T09:00:00.000Z',
        end: '2026-01-05T10:00:00.000Z',
        periodSeconds: 60,
        charts: [
          {
            id: 'cpu',
            title: 'CPU',
            group: 'engines',
            unit: '%',
            series: [
              {
                id: 'a',
                title: 'i-0123',
                points: [{ at: '2026-01-05T09:30:00.000Z', value: 12.345 }],
              },
            ],
            thresholds: [],
          },
        ],
        unread: [{ title: 'Healthy hosts', reason: 'AWS throttles' }],
      }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show CPU as a table' }),
    );
    const table = screen.getByRole('table', { name: /CPU/ });
    expect(within(table).getByText('12.3 %')).toBeInTheDocument();
    expect(
      screen.getByText('Healthy hosts could not be read: AWS throttles'),
    ).toBeVisible();
  });
});
