import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aPage,
  aDatabase,
  aFailingService,
  aUnit,
} from '../__testUtils__/fixtures';
import { renderTab } from '../__testUtils__/renderTab';
import type { OperationRun, Unit } from '@enginehouse/plugin-operations-common';
import type { LedgerLine } from '@enginehouse/plugin-stacks-common';
import { LogsTab } from '../logs/LogsTab';
import { HealthTab } from './HealthTab';

const renderUnits = (items: Unit[], path?: string) =>
  renderTab(
    <HealthTab />,
    { listUnits: async () => ({ items, unread: [] }) },
    path,
  );

const healthy = aFailingService({
  key: 'arn:aws:ecs:us-east-1:123456789012:service/cluster/admin-api',
  name: 'admin-api',
  status: 'healthy',
  reason: undefined,
  since: undefined,
  rollouts: [],
});

describe('Units', () => {
  it('of several kinds stand under headings, each kind with the columns it fills', async () => {
    renderUnits([healthy, aDatabase()]);
    const services = await screen.findByRole('region', { name: 'Services' });
    const databases = screen.getByRole('region', { name: 'Databases' });
    const columns = (section: HTMLElement) =>
      within(section)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent);
    expect(columns(services)).toEqual(['Unit', 'Health', 'Running', 'Version']);
    expect(columns(databases)).toEqual(['Unit', 'Health', 'State', 'CPU']);
    expect(within(services).getByText('1 of 2')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Services' })).toBeVisible();
  });

  it('of one kind need no heading', async () => {
    renderUnits([aUnit()]);
    expect(
      await screen.findByRole('region', { name: 'Engines' }),
    ).toBeVisible();
    expect(
      screen.queryByRole('heading', { name: 'Engines' }),
    ).not.toBeInTheDocument();
  });

  it('that fail are open: why, since when, how the last task ended, and its lines', async () => {
    renderUnits([aFailingService(), healthy]);
    expect(
      await screen.findByText(/^the circuit breaker rolls back to revision 12/),
    ).toHaveTextContent(/; since /);
    const [ended, running] = screen.getAllByRole('table', {
      name: /^Tasks of service-api/,
    });
    expect(ended).toHaveAccessibleName(/that ended lately/);
    expect(running).toHaveAccessibleName('Tasks of service-api');
    const task = within(ended).getByRole('row', { name: /bbbb/ });
    expect(within(task).getByText('137')).toBeVisible();
    expect(
      within(task).getByText(
        'OutOfMemoryError: container killed (EssentialContainerExited)',
      ),
    ).toBeVisible();
    const link = within(task).getByRole('link', {
      name: 'Logs of this task: bbbb',
    });
    const { pathname, searchParams } = new URL(
      link.getAttribute('href')!,
      'http://portal/catalog/health',
    );
    expect(pathname).toMatch(/\/logs$/);
    expect(Object.fromEntries(searchParams)).toEqual({
      group: '/service-api',
      stream: 'api/app/bbbb',
      start: '2026-01-05T09:59:00.000Z',
      end: '2026-01-05T10:06:00.000Z',
    });
    expect(
      screen.queryByRole('table', { name: /of admin-api/ }),
    ).not.toBeInTheDocument();
  });

  it('show how far a rollout is, and what it replaces', async () => {
    renderUnits([aFailingService()]);
    expect(
      await screen.findByRole('progressbar', {
        name: '1 of 2 tasks of revision 12 run',
      }),
    ).toHaveAttribute('aria-valuenow', '50');
    expect(screen.getByText('revision 13, being replaced')).toBeVisible();
    expect(screen.getByText('FAILED')).toBeVisible();
    expect(screen.getByText('tasks failed to start')).toBeVisible();
  });

  it('open and close by keyboard, and what is open stands in the address', async () => {
    renderUnits([aFailingService(), healthy], '/?open=admin-api');
    const admin = await screen.findByRole('button', { name: 'admin-api' });
    expect(admin).toHaveAttribute('aria-expanded', 'true');
    const api = screen.getByRole('button', { name: 'service-api' });
    expect(api).toHaveAttribute('aria-expanded', 'false');
    admin.focus();
    await userEvent.keyboard('{Enter}');
    expect(admin).toHaveAttribute('aria-expanded', 'false');
    expect(
      screen.queryByRole('table', { name: /^Tasks of/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(admin);
    expect(
      screen.getByRole('table', { name: 'Tasks of admin-api' }),
    ).toBeVisible();
  });

  it('show the parts of a database with their roles and measurements', async () => {
    renderUnits([aDatabase()], '/?open=chassis');
    const parts = await screen.findByRole('table', {
      name: 'Instances of chassis',
    });
    const row = within(parts).getByRole('row', { name: /chassis-1/ });
    expect(within(row).getByText('writer')).toBeVisible();
    expect(within(row).getByText('0.5 ACU')).toBeVisible();
  });
});

describe('Restart of a service', () => {
  const target = {
    key: healthy.key,
    title: 'admin-api',
    kind: 'unit' as const,
  };
  const run: OperationRun = {
    id: 'r1',
    operation: 'restart',
    title: 'Restart',
    target,
    state: 'running',
    effect: 'Replaces 2 tasks of admin-api one after another',
    progress: '1 of 2 new tasks run, 1 old still to stop',
    startedAt: '2026-01-05T10:00:00.000Z',
    startedBy: 'user:default/ada',
  };

  const begun: LedgerLine = {
    stack: 'ci-engine-pool-sandbox',
    seq: 1,
    at: run.startedAt,
    actor: run.startedBy,
    kind: 'operation-started',
    data: { ...run, runId: run.id },
  };
  const failed: LedgerLine = {
    ...begun,
    seq: 2,
    kind: 'operation-finished',
    data: { runId: run.id, state: 'failed', error: 'rolled back' },
  };

  it('says its effect, and the page tells how far it is', async () => {
    const lines: LedgerLine[] = [];
    renderTab(
      <HealthTab />,
      {
        listUnits: async () => ({
          items: [{ ...healthy, operations: ['restart'] }],
          unread: [],
        }),
        listOperations: async () => ({
          allowed: true,
          items: [
            {
              id: 'restart',
              title: 'Restart',
              target,
              effect: '2 of 2 tasks run',
              input: { type: 'object', properties: {} },
              values: {},
              destructive: true,
            },
          ],
        }),
        previewOperation: async () => ({
          operation: 'restart',
          target,
          effect: run.effect,
          destructive: false,
        }),
        runOperation: async () => {
          lines.push(begun);
          return run;
        },
        getOperationRun: async () => run,
      },
      '/',
      { listLedger: async () => ({ items: [...lines], totalItems: 1 }) },
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Actions for service admin-api',
      }),
    );
    await userEvent.click(screen.getByRole('menuitem', { name: 'Restart' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Restart admin-api',
    });
    expect(await within(dialog).findByText(run.effect)).toBeVisible();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Restart' }),
    );
    const underWay = await screen.findByRole('region', { name: 'Under way' });
    expect(
      within(underWay).getByText('1 of 2 new tasks run, 1 old still to stop'),
    ).toBeVisible();
    expect(
      within(underWay).getByRole('progressbar', { name: 'Restart admin-api' }),
    ).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('stands in the timeline with what came of it', async () => {
    renderTab(<HealthTab />, {}, '/', {
      listLedger: async () => ({ items: [failed, begun], totalItems: 2 }),
    });
    const timeline = await screen.findByRole('region', { name: 'Timeline' });
    expect(
      await within(timeline).findByText(
        'Restart admin-api, by ada: rolled back',
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('region', { name: 'Under way' }),
    ).not.toBeInTheDocument();
  });
});

describe('Logs of one task', () => {
  it('asks for its stream, says so, and leads back to all', async () => {
    const asked: object[] = [];
    renderTab(
      <LogsTab />,
      {
        getLogs: async (_, query) => {
          asked.push(query);
          return aPage([], { followFrom: undefined });
        },
      },
      '/?group=/service-api&stream=api/app/bbbb&end=2026-01-05T10:06:00.000Z',
    );
    const all = await screen.findByRole('button', {
      name: 'Only api/app/bbbb: show all',
    });
    expect(asked[0]).toMatchObject({
      group: '/service-api',
      stream: 'api/app/bbbb',
    });
    await userEvent.click(all);
    await waitFor(() =>
      expect(asked.at(-1)).not.toHaveProperty('stream', 'api/app/bbbb'),
    );
  });
});
