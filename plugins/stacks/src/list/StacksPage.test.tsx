import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { StacksApi } from '@enginehouse/plugin-stacks-react';
import { stacksApiRef, stacksRouteRef } from '@enginehouse/plugin-stacks-react';
import {
  aStack,
  stacksApiMock,
} from '@enginehouse/plugin-stacks-react/testUtils';
import { createStackRouteRef } from '../routes';
import { StacksPage } from './StacksPage';

const counts = {
  health: { healthy: 40, unhealthy: 2 },
  state: { deployed: 41, deploying: 1 },
};
const someStacks = async () => ({
  items: [aStack()],
  totalItems: 42,
  nextCursor: 'c2',
  counts,
});

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

function show(listStacks: StacksApi['listStacks'], address = '/') {
  const asked = jest.fn(listStacks);
  renderInTestApp(
    <>
      <StacksPage />
      <Address />
    </>,
    {
      apis: [[stacksApiRef, stacksApiMock({ listStacks: asked })]],
      mountedRoutes: {
        '/stacks': stacksRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/create': createStackRouteRef,
      },
      initialRouteEntries: [address],
    },
  );
  return asked;
}

const address = () =>
  screen.getByRole('status', { name: 'address' }).textContent;

describe('StacksPage', () => {
  it('says how things stand, then lists the stacks', async () => {
    show(someStacks);
    expect(
      await screen.findByText(
        '42 stacks: 2 unhealthy, 1 deploying, 40 healthy',
      ),
    ).toBeInTheDocument();
    const table = screen.getByRole('table', { name: 'Stacks' });
    expect(
      within(table).getByRole('row', {
        name: /ci-engine-pool-sandbox dagger-engine-pool sandbox Healthy Deployed/,
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('1 to 1 of 42')).toBeInTheDocument();
  });

  it('says what each costs per month, and of what that is not known', async () => {
    const asked = show(async () => ({
      items: [
        aStack({
          monthlyCost: { currency: 'USD', monthly: 141.8, atLeast: true },
        }),
        aStack({ name: 'old' }),
        aStack({ name: 'new', state: 'planned' }),
      ],
      totalItems: 3,
      counts,
    }));
    const table = await screen.findByRole('table', { name: 'Stacks' });
    const costs = within(table)
      .getAllByRole('cell')
      .filter(cell => cell.dataset.label === 'Cost per month')
      .map(cell => cell.textContent);
    expect(costs).toEqual(['at least $142', 'not known', 'none']);
    await userEvent.click(
      screen.getByRole('button', { name: 'Cost per month' }),
    );
    await waitFor(() =>
      expect(asked.mock.lastCall?.[0]).toMatchObject({ sort: 'monthlyCost' }),
    );
  });

  it('keeps counters, sort, search and page in the address, and asks the server for them', async () => {
    const asked = show(someStacks);
    await userEvent.click(
      await screen.findByRole('button', { name: '2 Unhealthy' }),
    );
    expect(screen.getByRole('button', { name: '2 Unhealthy' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Last change' }));
    await userEvent.click(screen.getByRole('button', { name: 'Last change' }));
    expect(
      screen.getByRole('columnheader', { name: 'Last change' }),
    ).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(address()).toBe(
      '/?health=unhealthy&sort=-changedAt&cursor=c2&from=2',
    );
    await waitFor(() =>
      expect(asked.mock.lastCall?.[0]).toMatchObject({
        health: ['unhealthy'],
        sort: '-changedAt',
        cursor: 'c2',
      }),
    );

    await userEvent.type(screen.getByRole('searchbox', { name: 'Name' }), 'ci');
    await waitFor(() =>
      expect(address()).toBe('/?health=unhealthy&sort=-changedAt&q=ci'),
    );
  });

  it('shows what a copied address names', async () => {
    const asked = show(
      someStacks,
      '/?state=deploying&state=settling&environment=sandbox&sort=-health',
    );
    await screen.findByText('1 to 1 of 42');
    expect(asked.mock.calls[0][0]).toMatchObject({
      state: ['deploying', 'settling'],
      environment: 'sandbox',
      sort: '-health',
    });
    expect(screen.getByRole('button', { name: '1 Deploying' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('/');
  });

  it('is busy in the shape of the list while it reads', async () => {
    show(() => new Promise(() => {}));
    expect(await screen.findByText('Reading the stacks')).toBeInTheDocument();
  });

  it('explains itself when there is no stack yet, and offers to create one', async () => {
    show(async () => ({
      items: [],
      totalItems: 0,
      counts: { health: {}, state: {} },
    }));
    expect(
      await screen.findByRole('heading', { name: 'No stacks yet' }),
    ).toBeInTheDocument();
    for (const create of screen.getAllByRole('link', { name: 'Create' })) {
      expect(create).toHaveAttribute('href', '/create');
    }
  });

  it('says what failed and reads again on demand', async () => {
    const answers = [
      () => Promise.reject(new Error('AWS is busy')),
      someStacks,
    ];
    show(() => answers.shift()!());
    const alert = await screen.findByRole('alert', {
      name: 'Reading the stacks failed',
    });
    expect(alert).toHaveTextContent('AWS is busy');
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText('1 to 1 of 42')).toBeInTheDocument();
    expect(alert).not.toBeInTheDocument();
  });

  it('leads from an address that is refused to all stacks', async () => {
    const asked = show(
      async query =>
        query?.cursor
          ? Promise.reject(new Error('No such page'))
          : someStacks(),
      '/?cursor=mistyped&from=x',
    );
    expect(await screen.findByText('No such page')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all stacks' }),
    );
    expect(await screen.findByText('1 to 1 of 42')).toBeInTheDocument();
    expect(asked.mock.lastCall?.[0]?.cursor).toBeUndefined();
    expect(address()).toBe('/');
  });
});
