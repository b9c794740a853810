import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ResponseError } from '@backstage/errors';
import type { Plan } from '@enginehouse/plugin-stacks-common';
import { stacksRouteRef } from '../routes';
import { aDestroyPlan, anUnprotectPlan, aPlan } from '../testUtils';
import { PlanView } from './PlanView';

const mountedRoutes = { '/stacks': stacksRouteRef };

function show(plan: Plan, onApply = jest.fn(async () => {})) {
  const onDiscard = jest.fn(async () => {});
  renderInTestApp(
    <PlanView plan={plan} onApply={onApply} onDiscard={onDiscard} />,
    { mountedRoutes },
  );
  return { onApply, onDiscard };
}

describe('PlanView', () => {
  it('says in numbers what is added, changed and replaced, and marks what interrupts', async () => {
    show(aPlan());
    const strip = await screen.findByRole('list', {
      name: 'Summary of changes',
    });
    expect(
      within(strip)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      '+1 added',
      '~1 changed',
      '⟳1 replaced',
      '−0 removed',
      'IAM wider',
      'Network wider',
      '1 finding',
    ]);
    const changes = screen.getByRole('region', { name: 'Changes' });
    expect(within(changes).getByText('replaces')).toBeInTheDocument();
    expect(within(changes).getByText('interrupts')).toBeInTheDocument();
    const properties = within(changes).getByRole('table', {
      name: 'Properties of PoolGroup',
      hidden: true,
    });
    expect(
      within(properties).getByRole('row', {
        name: /MaxSize 3 5/,
        hidden: true,
      }),
    ).toBeInTheDocument();
  });

  it('says who gains which permission and which port opens to whom', async () => {
    show(aPlan());
    const security = await screen.findByRole('region', { name: 'Security' });
    expect(
      within(security).getByRole('row', {
        name: /Gained.*wider.*PoolInstanceRole.*Allow.*s3:GetObject.*artifacts/,
      }),
    ).toBeInTheDocument();
    expect(
      within(security).getByRole('row', {
        name: /Opened.*wider.*tcp 9443.*10\.0\.0\.0\/8/,
      }),
    ).toBeInTheDocument();
    expect(within(security).getByText('CAPABILITY_IAM')).toBeInTheDocument();
  });

  it('shows each value with where it came from', async () => {
    show(aPlan());
    const configuration = await screen.findByRole('region', {
      name: 'Configuration',
    });
    const chosen = within(configuration).getByRole('table', {
      name: 'Chosen values',
    });
    expect(
      within(chosen).getByRole('row', { name: 'capacity.max 5 manifest' }),
    ).toBeInTheDocument();
    expect(
      within(chosen).getByRole('row', {
        name: 'instance.type m7i.xlarge environment',
      }),
    ).toBeInTheDocument();
    expect(
      within(chosen).getByRole('row', { name: /ami-0123456789abcdef0 lookup/ }),
    ).toBeInTheDocument();
    expect(
      within(configuration).getByText('1 value at its default'),
    ).toBeInTheDocument();
  });

  it('shows what is patched beside what was built, and what it is bound to', async () => {
    const main = {
      handle: 'main',
      logicalId: 'PoolGroup',
      resourceType: 'AWS::AutoScaling::AutoScalingGroup',
    };
    show(
      aPlan({
        patches: [
          { ...main, op: 'set', path: '/MaxSize', value: '9', before: '5' },
          { ...main, op: 'remove', path: '/Cooldown', before: '300' },
        ],
        binds: [
          {
            ...{ to: 'store', capability: 'storage:artifacts' },
            ...{ stack: 'ci-store-sandbox', definition: 'store' },
            values: { bucketName: 'ci-artifacts' },
          },
        ],
      }),
    );
    for (const name of [
      'MaxSize of main (AWS::AutoScaling::AutoScalingGroup) 5 9 override',
      'Cooldown of main (AWS::AutoScaling::AutoScalingGroup) 300 removed override',
      'storage:artifacts ci-store-sandbox bucketName ci-artifacts',
    ]) {
      expect(await screen.findByRole('row', { name })).toBeInTheDocument();
    }
  });

  it('disables Apply with the reasons in words', async () => {
    show(
      aPlan({
        reasons: ['Only group:default/platform may apply to production.'],
      }),
    );
    const apply = await screen.findByRole('button', { name: 'Apply' });
    expect(apply).toBeDisabled();
    expect(apply).toHaveAccessibleDescription(
      'Only group:default/platform may apply to production.',
    );
  });

  it('applies at once what only adds, and shows why when it is refused', async () => {
    const refusal = await ResponseError.fromResponse(
      Response.json(
        { error: { name: 'ConflictError', message: 'The plan is stale' } },
        { status: 409 },
      ),
    );
    const onApply = jest.fn(async () => {
      throw refusal;
    });
    show(aPlan({ summary: { ...aPlan().summary, replaced: 0 } }), onApply);
    await userEvent.click(await screen.findByRole('button', { name: 'Apply' }));
    expect(
      await screen.findByRole('alert', { name: 'Apply failed' }),
    ).toHaveTextContent('The plan is stale');
    expect(onApply).toHaveBeenCalledTimes(1);
  });

  it('destroys only after the name was typed; the focus starts on Cancel', async () => {
    const { onApply } = show(aDestroyPlan());
    expect(await screen.findByText('web-ktor-sandbox')).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: /Artifacts.*holds artifacts of builds/ }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Destroy' }));

    const dialog = await screen.findByRole('dialog', {
      name: 'Destroy ci-engine-pool-sandbox?',
    });
    expect(dialog).toHaveAccessibleDescription(
      /deletes 2 resources, keeps 1.*breaks web-ktor-sandbox/,
    );
    await waitFor(() =>
      expect(
        within(dialog).getByRole('button', { name: 'Cancel' }),
      ).toHaveFocus(),
    );
    const confirm = within(dialog).getByRole('button', { name: 'Destroy' });
    const name = within(dialog).getByLabelText(
      'Type ci-engine-pool-sandbox to confirm',
    );
    await userEvent.type(name, 'ci-engine-pool');
    expect(confirm).toBeDisabled();
    await userEvent.type(name, '-sandbox');
    await userEvent.click(confirm);
    await waitFor(() =>
      expect(onApply).toHaveBeenCalledWith({
        confirm: 'ci-engine-pool-sandbox',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('lifts protection only after the name was typed, naming what loses it', async () => {
    const { onApply } = show(anUnprotectPlan());
    expect(
      await screen.findByRole('row', {
        name: /Database.*deletion protection is on/,
      }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Lift protection' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Lift the protection of ci-engine-pool-sandbox?',
    });
    expect(dialog).toHaveAccessibleDescription(
      /off the stack itself and 1 resource.*destroys nothing by itself/,
    );
    await userEvent.type(
      within(dialog).getByLabelText('Type ci-engine-pool-sandbox to confirm'),
      'ci-engine-pool-sandbox',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Lift protection' }),
    );
    await waitFor(() =>
      expect(onApply).toHaveBeenCalledWith({
        confirm: 'ci-engine-pool-sandbox',
      }),
    );
  });

  it('names what is stale, and whose other plan is open', async () => {
    show(
      aPlan({
        state: 'stale',
        staleBecause: 'The stack was updated at 10:05 outside the portal.',
        otherOpenPlans: [
          {
            id: 'plan-9',
            createdBy: 'group:default/platform',
            createdAt: '2026-01-05T09:00:00Z',
          },
        ],
      }),
    );
    expect(
      await screen.findByText(
        'The stack was updated at 10:05 outside the portal.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'open plan' })).toHaveAttribute(
      'href',
      '/stacks/plans/plan-9',
    );
    expect(screen.getByRole('button', { name: 'Apply' })).toBeDisabled();
  });
});
