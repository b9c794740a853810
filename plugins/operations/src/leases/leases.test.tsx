import type { Lease, Leases } from '@enginehouse/plugin-operations-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aHealth } from '../__testUtils__/fixtures';
import { renderTab } from '../__testUtils__/renderTab';
import type { OperationsApi } from '../api/OperationsApi';
import { HealthTab } from '../health/HealthTab';

jest.setTimeout(60_000);

const inAnHour = new Date(Date.now() + 3_600_000).toISOString();

const aLease = (over: Partial<Lease> = {}): Lease => ({
  id: 'l1',
  unit: 'i-1',
  address: 'tls://ip-10-0-0-1.ec2.internal:8443',
  holder: 'user:default/ada',
  purpose: 'release build',
  createdAt: inAnHour,
  expiresAt: inAnHour,
  state: 'active',
  ...over,
});

const someLeases = (over: Partial<Leases> = {}): Leases => ({
  sentence: '1 of 2 engines serving; 4 sessions, 2 leases',
  items: [
    aLease(),
    aLease({
      id: 'l2',
      unit: 'i-9',
      purpose: 'nightly',
      state: 'gone',
      reason: 'engine i-9 has ended, and what ran on it',
    }),
  ],
  units: [
    { key: 'i-1', name: 'i-1', open: true, load: 4, leases: 1 },
    {
      ...{ key: 'i-2', name: 'i-2', open: false, leases: 0 },
      ...{ draining: true, reason: 'it is draining' },
    },
  ],
  unread: [],
  allowed: { create: true, delete: true },
  connect: [
    {
      id: 'lease',
      title: 'Get one engine',
      description: 'A session asks for a lease.',
      steps: [{ title: 'Ask', text: 'curl -X POST https://portal/leases' }],
      facts: [],
    },
  ],
  ...over,
});

function render(leases: Partial<OperationsApi>, placed = true) {
  renderTab(<HealthTab />, {
    getHealth: async () => aHealth({ leases: placed }),
    ...leases,
  });
}

const section = () =>
  screen.findByRole('region', { name: 'Sessions and leases' });

describe('Sessions and leases', () => {
  it('tells what each unit carries, who has which for what, and what is gone', async () => {
    render({ listLeases: async () => someLeases() });
    const inside = within(await section());
    expect(
      await inside.findByText('1 of 2 engines serving; 4 sessions, 2 leases'),
    ).toBeVisible();
    const units = within(
      inside.getByRole('table', { name: /^Units with their sessions/ }),
    );
    expect(
      units.getByRole('row', { name: /i-1 .*takes them 4 1/ }),
    ).toBeVisible();
    expect(
      units.getByRole('row', { name: /i-2 .*none: it is draining no data 0/ }),
    ).toBeVisible();
    const leases = within(inside.getByRole('table', { name: /^Leases/ }));
    expect(
      leases.getByRole('row', { name: /release build ada .*active/ }),
    ).toBeVisible();
    expect(
      leases.getByText('engine i-9 has ended, and what ran on it'),
    ).toBeVisible();
    await userEvent.click(inside.getByText('Get one engine'));
    expect(
      inside.getByText('curl -X POST https://portal/leases'),
    ).toBeVisible();
  });

  it('returns a lease by keyboard after asking, the focus on Cancel', async () => {
    const deleteLease = jest.fn<Promise<void>, [string, string]>(
      async () => {},
    );
    render({ listLeases: async () => someLeases(), deleteLease });
    const button = await screen.findByRole('button', {
      name: 'Return the lease for release build',
    });
    act(() => button.focus());
    await userEvent.keyboard('{Enter}');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/^Ends 1 lease on i-1, held by/)).toBeVisible();
    await waitFor(() =>
      expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus(),
    );
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(deleteLease).toHaveBeenCalledWith(expect.any(String), 'l1');
  });

  it('offers no return without the permission', async () => {
    render({
      listLeases: async () =>
        someLeases({ allowed: { create: false, delete: false } }),
    });
    expect(await screen.findByText('release build')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /^Return the lease/ }),
    ).not.toBeInTheDocument();
  });

  it('says what a lease is when there is none, and what failed when they cannot be read', async () => {
    const listLeases = jest
      .fn<ReturnType<OperationsApi['listLeases']>, []>()
      .mockRejectedValueOnce(new Error('AWS throttles DescribeInstances'))
      .mockResolvedValue(someLeases({ items: [] }));
    render({ listLeases });
    const inside = within(await section());
    expect(
      await inside.findByText('AWS throttles DescribeInstances'),
    ).toBeVisible();
    await userEvent.click(inside.getByRole('button', { name: 'Try again' }));
    expect(await inside.findByText('No leases')).toBeVisible();
  });

  it('is absent where sessions are not placed', async () => {
    const listLeases = jest.fn<ReturnType<OperationsApi['listLeases']>, []>();
    render({ listLeases }, false);
    expect(
      await screen.findByText('Healthy: 3 of 3 engines serving'),
    ).toBeVisible();
    expect(
      screen.queryByRole('region', { name: 'Sessions and leases' }),
    ).not.toBeInTheDocument();
    expect(listLeases).not.toHaveBeenCalled();
  });
});
