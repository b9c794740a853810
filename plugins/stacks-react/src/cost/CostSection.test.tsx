import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import { PlanView } from '../plan/PlanView';
import { stacksRouteRef } from '../routes';
import { aCost, aDestroyPlan, aPlan } from '../testUtils';

function show(plan: Plan) {
  renderInTestApp(<PlanView plan={plan} />, {
    mountedRoutes: { '/stacks': stacksRouteRef },
  });
}

const section = () => screen.findByRole('region', { name: 'Cost' });

const strip = async () =>
  within(await screen.findByRole('list', { name: 'Summary of changes' }))
    .getAllByRole('listitem')
    .map(item => item.textContent);

const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row', { hidden: true })
    .slice(1)
    .map(row =>
      [...row.children].map(cell => cell.textContent?.trim()).join(' | '),
    );

describe('what a plan costs', () => {
  it('is a difference in the strip, with what has no price beside it', async () => {
    show(aPlan({ cost: aCost() }));
    const items = await strip();
    expect(items).toContain('± $0 / month, up to + $74');
    expect(items).toContain('1 without a price');
  });

  it('of a new stack is all of it', async () => {
    const { before, beforeUpTo, delta, ...cost } = aCost({ changes: [] });
    show(aPlan({ cost: { ...cost, unpriced: [], atLeast: false } }));
    expect(await strip()).toContain('+ $120 / month, up to + $267');
    expect(
      await screen.findByText('Costs $120 / month, up to $267.'),
    ).toBeInTheDocument();
  });

  it('is said in a sentence; what has no price comes first, by name and with the reason', async () => {
    show(aPlan({ cost: aCost() }));
    const cost = await section();
    expect(
      within(cost).getByText(
        'Costs at least $120 / month, up to $267; it costs at least $120 / month, up to $193 now.',
      ),
    ).toBeInTheDocument();
    const [first] = within(cost).getAllByRole('table', { hidden: true });
    expect(first).toHaveAccessibleName('What has no price');
    expect(rowsOf(first)).toEqual([
      'AnomalousLogVolume | AWS::CloudWatch::Alarm | Alarm on a band: the price table has no cloudwatch/alarm.anomaly.standard for ap-northeast-2.',
    ]);
  });

  it('names each charge with quantity and unit price, the dearest first, and what changes', async () => {
    show(aPlan({ cost: aCost() }));
    const cost = await section();
    await userEvent.click(within(cost).getByText('Charged every month (3)'));
    expect(
      rowsOf(
        within(cost).getByRole('table', {
          name: 'What is charged every month',
        }),
      ),
    ).toEqual([
      'Instance c7i.large, Linux, on demandPool/ASG | 730 to 2,190 hours | $0.101 / hour | $74 to $221',
      'NAT gatewayVpc/PublicSubnet1/NATGateway | 730 hours | $0.059 / hour | $43',
      'DashboardDashboard | 1 month | $3 / month unverified | $3',
    ]);
    expect(
      rowsOf(
        within(cost).getByRole('table', { name: 'What changes per month' }),
      ),
    ).toEqual([
      'Instance c7i.large, Linux, on demandPool/ASG | $74 to $147 | $74 to $221',
    ]);
  });

  it('says what is charged by use, and which of that has no price', async () => {
    show(aPlan({ cost: aCost() }));
    const cost = await section();
    expect(
      rowsOf(
        within(cost).getByRole('table', {
          name: 'What is charged by use',
          hidden: true,
        }),
      ),
    ).toEqual([
      'Data through the NAT gatewayVpc/PublicSubnet1/NATGateway | $0.059 / GB',
      'Data readCache | no price',
    ]);
  });

  it('says what the figures rest on, with date and source of each', async () => {
    show(aPlan({ cost: aCost() }));
    const cost = await section();
    await userEvent.click(
      within(cost).getByText(
        'How this is reckoned: the table of prices that comes with the product, prices of 2026-09 to 2026-10, 1 without a date',
      ),
    );
    const prices = rowsOf(
      within(cost).getByRole('table', { name: 'Prices and their sources' }),
    );
    expect(prices).toContain(
      'cloudwatch/dashboard | $3 / month unverified | not known | general knowledge, unverified',
    );
    expect(prices).toContain(
      'vpc/nat-gateway.hour | $0.059 / hour | 2026-09 | price list of 2026',
    );
  });

  it('says when the table is the users’ own', async () => {
    const table = { ...aCost().table, replaced: true };
    show(aPlan({ cost: aCost({ table }) }));
    expect(
      await screen.findByText(/How this is reckoned: your own table of prices/),
    ).toBeInTheDocument();
  });

  it('is no zero where nothing has a price', async () => {
    const cost = aCost({ lines: [], changes: [], monthly: 0, upTo: undefined });
    show(aPlan({ cost }));
    expect(await strip()).not.toContainEqual(expect.stringMatching(/\$/));
    expect(
      await screen.findByText(
        'For what is charged in ap-northeast-2 there is no price.',
      ),
    ).toBeInTheDocument();
  });

  it('of a destroy is what it saves, and what is kept goes on costing', async () => {
    show(
      aDestroyPlan({
        cost: aCost({
          ...{ monthly: 1, upTo: undefined, before: 142, delta: -141 },
          ...{ beforeAtLeast: false, unpriced: [], atLeast: false },
        }),
      }),
    );
    expect(
      await screen.findByText('Saves $141 / month; what is kept costs $1.'),
    ).toBeInTheDocument();
  });

  it('is absent where it is not known', async () => {
    show(aPlan());
    await screen.findByRole('region', { name: 'Changes' });
    expect(
      screen.queryByRole('region', { name: 'Cost' }),
    ).not.toBeInTheDocument();
  });
});
