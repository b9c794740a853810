import { useState, type ComponentType } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { FormField } from '@backstage/plugin-scaffolder-react/alpha';
import type {
  Plan,
  PlanRequest,
  Stack,
} from '@enginehouse/plugin-stacks-common';
import { stacksApiRef, type StacksApi } from '@enginehouse/plugin-stacks-react';
import { aCost } from '@enginehouse/plugin-stacks-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { definition, environment, plan } from './__testUtils__/fixtures';
import { refusal } from './__testUtils__/refusal';
import { bindsField } from './binds/bindsField';
import { configField } from './config/configField';
import { planField } from './plan/planField';
import { planRequestOf } from './request';
import { serviceNameProblem } from './who/serviceField';

/** A field as the scaffolder's form hosts it: it holds the value of all fields and passes them on. */
function Host(props: {
  field: FormField;
  name: 'config' | 'plan' | 'binds';
  initial: Record<string, unknown>;
  shown?: boolean;
  options?: Record<string, unknown>;
}) {
  const { field, name, initial, shown = true, options } = props;
  const [form, setForm] = useState(initial);
  const Field = (field as unknown as { component: ComponentType<object> })
    .component;
  return (
    <>
      {shown && (
        <Field
          {...{
            formData: form[name],
            formContext: { formData: form },
            onChange: (value: unknown) => setForm({ ...form, [name]: value }),
            rawErrors: [],
            schema: {},
            uiSchema: {
              'ui:options': { definition: definition.id, ...options },
            },
          }}
        />
      )}
      <output data-testid="value">{JSON.stringify(form[name])}</output>
    </>
  );
}

const who = {
  service: 'ci',
  owner: 'group:default/guests',
  environment: 'sandbox',
};

function fakeApi(over: Partial<StacksApi>): Partial<StacksApi> {
  return {
    getDefinition: async () => definition,
    listEnvironments: async () => [environment],
    ...over,
  };
}

const render = (api: Partial<StacksApi>, element: JSX.Element) =>
  renderInTestApp(element, { apis: [[stacksApiRef, api]] });

describe('StackConfig', () => {
  it('starts from a preset: its values are filled in, those of another taken out, what one typed stays', async () => {
    const api = fakeApi({ createPlan: async () => plan({ state: 'preview' }) });
    const presets = [
      {
        title: 'Small',
        description: 'One engine',
        config: { capacity: { min: 1 } },
      },
      {
        title: 'Large',
        config: { capacity: { min: 9 }, storage: { cache: 'DISK' } },
      },
    ];
    render(
      api,
      <Host
        field={configField}
        name="config"
        initial={{ ...who, config: { storage: { ebsGiB: 50 } } }}
        options={{ presets }}
      />,
    );

    const large = await screen.findByRole('radio', { name: 'Large' });
    const small = screen.getByRole('radio', { name: /Small.*One engine/ });
    expect(large).not.toBeChecked();
    expect(small).not.toBeChecked();
    await userEvent.click(large);
    expect(screen.getByTestId('value')).toHaveTextContent(
      '{"storage":{"ebsGiB":50,"cache":"DISK"},"capacity":{"min":9}}',
    );
    expect(screen.getByLabelText(/Fewest engines/)).toHaveValue('9');

    await userEvent.click(small);
    expect(screen.getByTestId('value')).toHaveTextContent(
      '{"storage":{"ebsGiB":50},"capacity":{"min":1}}',
    );
    expect(small).toBeChecked();

    await userEvent.type(screen.getByLabelText(/Fewest engines/), '2');
    expect(small).not.toBeChecked();
  });

  it('shows what the server says of a value under its field as one types, and takes it away once it is right', async () => {
    const asked: PlanRequest[] = [];
    const api = fakeApi({
      createPlan: async request => {
        asked.push(request);
        const min = (request.config?.capacity as { min?: unknown })?.min;
        if (min !== 3) {
          throw await refusal('/config/capacity/min', 'is below 1', '1 to 100');
        }
        return plan({ state: 'preview', cost: aCost() });
      },
    });
    render(
      api,
      <Host
        field={configField}
        name="config"
        initial={{ ...who, config: {} }}
      />,
    );

    const input = await screen.findByLabelText(/Fewest engines/);
    await userEvent.type(input, '0');
    expect(
      await screen.findByText('Is below 1; accepted: 1 to 100'),
    ).toBeVisible();
    expect(input).toHaveAttribute('aria-invalid', 'true');

    await userEvent.clear(input);
    await userEvent.type(input, '3');
    expect(
      await screen.findByText(
        /\+ 41 to add .* ± \$0 \/ month, up to \+ \$74 · 1 without a price$/,
      ),
    ).toBeVisible();
    expect(screen.queryByText(/is below 1/i)).not.toBeInTheDocument();
    expect(screen.getByTestId('value')).toHaveTextContent(
      '{"capacity":{"min":3}}',
    );
    expect(asked.every(request => request.dryRun)).toBe(true);
  });

  it('does not complain of what one has not come to yet, shows defaults as placeholders, and counts changed values in folded groups', async () => {
    const api = fakeApi({
      createPlan: async () => {
        throw await refusal('/config/capacity/min', 'is required', '1 to 100');
      },
    });
    render(
      api,
      <Host
        field={configField}
        name="config"
        initial={{ ...who, config: { storage: { ebsGiB: 500 } } }}
      />,
    );
    expect(
      await screen.findByPlaceholderText(
        'arn:environment (from the environment)',
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Storage (1 changed)' }),
    ).toBeVisible();
    expect(
      await screen.findByText('1 value to mend before it can be planned'),
    ).toBeVisible();
    expect(screen.queryByText(/is required/i)).not.toBeInTheDocument();
  });
});

describe('StackPlan', () => {
  it('makes the plan when the step is entered, waits until it is sealed, and keeps its id', async () => {
    const made: PlanRequest[] = [];
    const states: Plan['state'][] = ['planning', 'ready'];
    const api = fakeApi({
      createPlan: async request => {
        made.push(request);
        return plan({ id: 'p7', state: 'planning' });
      },
      getPlan: async () => plan({ id: 'p7', state: states.shift() ?? 'ready' }),
    });
    render(
      api,
      <Host
        field={planField}
        name="plan"
        initial={{ ...who, config: { a: 1 }, plan: '' }}
      />,
    );
    expect(await screen.findByText(/Planning: synthesizing/)).toBeVisible();
    expect(
      await screen.findByRole('heading', { name: 'Changes' }),
    ).toBeVisible();
    expect(screen.getByTestId('value')).toHaveTextContent('p7');
    expect(made).toEqual([
      { definition: definition.id, ...who, config: { a: 1 }, action: 'apply' },
    ]);
  });

  it('keeps the plan when one comes back without a change, and replaces it after one', async () => {
    const made: PlanRequest[] = [];
    const api = fakeApi({
      createPlan: async request => {
        made.push(request);
        return plan({ id: `again-${made.length}` });
      },
      getPlan: async id => plan({ id }),
    });
    const form = (config: object, planId: string) => (
      <Host
        key={JSON.stringify(config) + planId}
        field={planField}
        name="plan"
        initial={{ ...who, config, plan: planId }}
      />
    );
    const first = render(api, form({ b: 1 }, ''));
    await waitFor(() =>
      expect(screen.getByTestId('value')).toHaveTextContent('again-1'),
    );
    first.unmount();

    const second = render(api, form({ b: 1 }, 'again-1'));
    await screen.findByRole('heading', { name: 'Changes' });
    expect(made).toHaveLength(1);
    second.unmount();

    render(api, form({ b: 2 }, 'again-1'));
    await waitFor(() =>
      expect(screen.getByTestId('value')).toHaveTextContent('again-2'),
    );
    expect(made[1]).toMatchObject({ config: { b: 2 }, replaces: 'again-1' });
  });

  it.each([
    ['no-changes', {}, /nothing to apply/],
    [
      'stale',
      { staleBecause: 'the stack was updated' },
      /the stack was updated/,
    ],
    ['ready', { reasons: ['you are not an owner'] }, /you are not an owner/],
  ] as const)(
    'lets nobody pass with a plan that is %s',
    async (state, over, message) => {
      const errors: string[] = [];
      const api = fakeApi({
        getPlan: async () =>
          plan({
            state,
            ...over,
            reasons: [...('reasons' in over ? over.reasons : [])],
          }),
      });
      await (planField as unknown as { validation: Function }).validation(
        'p1',
        { addError: (error: string) => errors.push(error) },
        { apiHolder: { get: () => api } },
      );
      expect(errors).toEqual([expect.stringMatching(message)]);
    },
  );
});

describe('StackService', () => {
  it.each([
    ['', /Give the service a name/],
    ['Ci Engine', /'Ci Engine' cannot be the name/],
    ['9lives', /starts with a letter/],
    ['a'.repeat(41), /41 characters; at most 40/],
  ])('refuses %j in words', (value, message) => {
    expect(serviceNameProblem(value)).toMatch(message);
  });

  it('takes a good name', () => {
    expect(serviceNameProblem('ci-2')).toBeUndefined();
  });
});

describe('StackBinds', () => {
  const deployed = (component: string, capability: string): Stack => ({
    ...{ name: `ci-${component}-sandbox`, component, service: 'ci' },
    entityRef: `resource:default/ci-${component}-sandbox`,
    ...{ definition: 'pool', environment: 'sandbox', account: '123456789012' },
    ...{ owner: who.owner, region: 'us-east-1', state: 'deployed' },
    ...{ createdAt: '2026-01-01T00:00:00Z', changedAt: '2026-01-01T00:00:00Z' },
    outputs: [{ key: 'Out', value: 'x', capability }],
    health: { status: 'healthy', sentence: 'Healthy' },
  });

  it('offers what deployed components of the service offer, and says where nothing does', async () => {
    const items = [
      deployed('pool', 'storage:artifacts'),
      deployed('engine-pool', 'storage:artifacts'),
      { ...deployed('far', 'storage:artifacts'), environment: 'prod' },
    ];
    const api = fakeApi({
      getDefinition: async () => ({
        ...definition,
        bindsTo: ['storage:artifacts', 'security:kms'],
      }),
      listStacks: async () => ({
        ...{ items, totalItems: 3, counts: { state: {}, health: {} } },
      }),
    });
    render(api, <Host field={bindsField} name="binds" initial={who} />);

    await userEvent.click(
      await screen.findByRole('combobox', {
        name: /Uses storage:artifacts of/,
      }),
    );
    const names = (await screen.findAllByRole('option')).map(
      o => o.textContent,
    );
    expect(names).toEqual(['nothing', 'pool (ci-pool-sandbox)']);
    await userEvent.click(screen.getByRole('option', { name: /^pool/ }));
    expect(screen.getByTestId('value')).toHaveTextContent(
      '[{"to":"pool","capability":"storage:artifacts"}]',
    );
    expect(
      screen.getByText('No deployed component of ci in sandbox offers it'),
    ).toBeInTheDocument();
  });
});

describe('a change of the configuration', () => {
  it('keeps what the stack is bound to and how it is patched', () => {
    const binds = [{ to: 'pool', capability: 'storage:artifacts' }];
    const patches = [
      { handle: 'main', op: 'remove' as const, path: '/HealthCheckType' },
    ];
    expect(
      planRequestOf('pool', { ...who, config: {}, binds, patches }),
    ).toMatchObject({ binds, patches });
  });
});
