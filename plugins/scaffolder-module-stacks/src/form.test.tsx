import type { ComponentType } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import {
  Stepper,
  type FormField,
} from '@backstage/plugin-scaffolder-react/alpha';
import { stacksApiRef, type StacksApi } from '@enginehouse/plugin-stacks-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { definition, environment } from './__testUtils__/fixtures';
import { refusal } from './__testUtils__/refusal';
import { configField } from './config/configField';
import { environmentField } from './who/environmentField';

function extension(name: string, field: FormField): FieldExtensionOptions {
  const { component, validation } = field as unknown as {
    component: ComponentType<object>;
    validation: FieldExtensionOptions['validation'];
  };
  return { name, component, validation } as FieldExtensionOptions;
}

const WHERE = {
  service: { type: 'string', title: 'Service' },
  environment: { type: 'string', 'ui:field': 'StackEnvironment' },
};

const CONFIG = {
  config: {
    type: 'object',
    title: 'Configuration',
    default: {},
    'ui:field': 'StackConfig',
    'ui:options': { definition: definition.id },
  },
};

/** A step of a template, in the scaffolder's own form. */
function showForm(
  api: Partial<StacksApi>,
  properties: typeof WHERE | typeof CONFIG,
) {
  return renderInTestApp(
    <Stepper
      manifest={{
        title: 'Pool',
        steps: [{ title: 'Step', schema: { type: 'object', properties } }],
      }}
      extensions={[
        extension('StackEnvironment', environmentField),
        extension('StackConfig', configField),
      ]}
      onCreate={async () => {}}
    />,
    { apis: [[stacksApiRef, api]] },
  );
}

const open = (formData: object) =>
  window.history.replaceState(
    null,
    '',
    `/?formData=${encodeURIComponent(JSON.stringify(formData))}`,
  );

describe('the form', () => {
  beforeEach(() => {
    jest.spyOn(window, 'scrollTo').mockImplementation(() => {});
  });

  it('is filled in as before after a reload', async () => {
    open({ environment: 'sandbox' });
    const api = { listEnvironments: async () => [environment] };
    const first = showForm(api, WHERE);
    await userEvent.type(await screen.findByLabelText('Service'), 'ci');
    first.unmount();

    showForm(api, WHERE);
    expect(await screen.findByLabelText('Service')).toHaveValue('ci');
    expect(await screen.findByText(/^sandbox: account/)).toBeVisible();
  });

  it('says under the field that the portal did not answer, and goes on once it does', async () => {
    open({ environment: 'sandbox' });
    let down = false;
    const api = {
      listEnvironments: async () => {
        if (down) throw new TypeError('Failed to fetch');
        return [environment];
      },
    };
    showForm(api, WHERE);
    expect(await screen.findByText(/^sandbox: account/)).toBeVisible();
    down = true;
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await waitFor(() =>
      expect(screen.getByRole('combobox')).toHaveAccessibleDescription(
        'Not checked yet: The portal did not answer. Try again',
      ),
    );

    down = false;
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(await screen.findByRole('button', { name: 'Create' })).toBeVisible();
  });

  it('does not go on from options of which none is filled in: it says what is required below them', async () => {
    open({ environment: 'sandbox' });
    const api = {
      getDefinition: async () => definition,
      listEnvironments: async () => [environment],
      createPlan: async () => {
        throw await refusal('/config/capacity/min', 'is required', '1 to 100');
      },
    };
    showForm(api, CONFIG);
    const fewest = await screen.findByLabelText(/Fewest engines/);
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await waitFor(() =>
      expect(fewest).toHaveAccessibleDescription(
        'Is required; accepted: 1 to 100',
      ),
    );
    expect(screen.getByRole('button', { name: 'Review' })).toBeVisible();
  });
});
