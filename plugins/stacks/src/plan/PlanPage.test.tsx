import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { Plan, PlanRequest } from '@enginehouse/plugin-stacks-common';
import type { StacksApi } from '@enginehouse/plugin-stacks-react';
import { stacksApiRef, stacksRouteRef } from '@enginehouse/plugin-stacks-react';
import {
  aDeployment,
  aDestroyPlan,
  anUnprotectPlan,
  aPlan,
  stacksApiMock,
} from '@enginehouse/plugin-stacks-react/testUtils';
import { StacksRouter } from '../StacksRouter';

function show(api: Partial<StacksApi>) {
  renderInTestApp(<StacksRouter />, {
    apis: [[stacksApiRef, stacksApiMock(api)]],
    mountPath: '/stacks/*',
    mountedRoutes: {
      '/stacks': stacksRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    initialRouteEntries: ['/stacks/plans/plan-7'],
  });
}

describe('PlanPage', () => {
  it('reads the plan again until it is sealed', async () => {
    const plans = [aPlan({ state: 'planning', changes: [] }), aPlan()];
    show({ getPlan: async () => plans.shift() ?? aPlan() });
    expect(await screen.findByRole('button', { name: 'Apply' })).toBeDisabled();
    expect(screen.getByText('The plan is being sealed.')).toBeInTheDocument();
    expect(
      await screen.findByRole('table', {
        name: 'Properties of PoolGroup',
        hidden: true,
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Apply' })).toBeEnabled();
  });

  it('applies exactly this plan and leads to its deployment', async () => {
    const applyPlan = jest.fn(async () => aDeployment({ id: 'deployment-9' }));
    const getDeployment = jest.fn(async (id: string) => aDeployment({ id }));
    show({
      getPlan: async id =>
        aPlan({ id, summary: { ...aPlan().summary, replaced: 0 } }),
      applyPlan,
      getDeployment,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Apply' }));
    expect(
      await screen.findByRole('heading', {
        name: 'Deployment of ci-engine-pool-sandbox',
      }),
    ).toBeInTheDocument();
    expect(applyPlan).toHaveBeenCalledWith('plan-7', {});
    expect(getDeployment).toHaveBeenCalledWith(
      'deployment-9',
      expect.anything(),
    );
  });

  it('reads anew after a discard', async () => {
    let state: 'ready' | 'discarded' = 'ready';
    show({
      getPlan: async () => aPlan({ state }),
      discardPlan: async () => {
        state = 'discarded';
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Discard' }),
    );
    expect(
      await screen.findByText('The plan was discarded.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Apply' })).toBeDisabled();
  });

  it('leads from a refused destroy to the plan that lifts the protection, and back', async () => {
    const createPlan = jest.fn<Promise<Plan>, [PlanRequest]>(
      async ({ action }) =>
        action === 'unprotect'
          ? anUnprotectPlan({ id: 'lift' })
          : aDestroyPlan({ id: 'again' }),
    );
    const refused = aDestroyPlan();
    refused.destroy!.protected = ['Database: deletion protection is on'];
    show({
      getPlan: async id =>
        id === 'lift' ? anUnprotectPlan({ id, state: 'applied' }) : refused,
      createPlan,
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Plan to lift the protection',
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Plan the destroy' }),
    );
    await waitFor(() =>
      expect(createPlan.mock.calls.map(([{ action }]) => action)).toEqual([
        'unprotect',
        'destroy',
      ]),
    );
  });

  it('leads from a destroy that failed before to the one that leaves behind what it failed at', async () => {
    const createPlan = jest.fn(async () => aDestroyPlan({ id: 'leave' }));
    const again = aDestroyPlan();
    again.destroy!.failedBefore = [
      {
        logicalId: 'PoolVpc',
        resourceType: 'AWS::EC2::VPC',
        reason: 'it could not be deleted (has dependencies)',
      },
    ];
    show({ getPlan: async () => again, createPlan });
    expect(
      await screen.findByText(
        'PoolVpc: it could not be deleted (has dependencies)',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Plan to leave it behind' }),
    );
    await waitFor(() =>
      expect(createPlan).toHaveBeenCalledWith(
        expect.objectContaining({ action: 'destroy', retain: ['PoolVpc'] }),
      ),
    );
  });

  it('says what failed when there is no such plan', async () => {
    show({
      getPlan: () => Promise.reject(new Error('There is no plan plan-7')),
    });
    expect(
      await screen.findByRole('alert', { name: 'Reading the plan failed' }),
    ).toHaveTextContent('There is no plan plan-7');
  });
});
