import type { ComponentType } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { stacksApiRef, type StacksApi } from '@enginehouse/plugin-stacks-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { environment } from './__testUtils__/fixtures';
import { environmentField } from './who/environmentField';

const { component, validation } = environmentField as unknown as {
  component: ComponentType<object>;
  validation: FieldExtensionOptions['validation'];
};
const extensions = [
  { name: 'StackEnvironment', component, validation },
] as FieldExtensionOptions[];

/** The first step of a template, in the scaffolder's own form. */
function showForm(api: Partial<StacksApi>) {
  return renderInTestApp(
    <Stepper
      manifest={{
        title: 'Pool',
        steps: [
          {
            title: 'Who and where',
            schema: {
              type: 'object',
              properties: {
                service: { type: 'string', title: 'Service' },
                environment: { type: 'string', 'ui:field': 'StackEnvironment' },
              },
            },
          },
        ],
      }}
      extensions={extensions}
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
    const first = showForm(api);
    await userEvent.type(await screen.findByLabelText('Service'), 'ci');
    first.unmount();

    showForm(api);
    expect(await screen.findByLabelText('Service')).toHaveValue('ci');
    expect(await screen.findByText(/^sandbox: account/)).toBeVisible();
  });

  it('says under the field that the portal did not answer, and goes on once it does', async () => {
    open({ environment: 'sandbox' });
    let down = false;
    showForm({
      listEnvironments: async () => {
        if (down) throw new TypeError('Failed to fetch');
        return [environment];
      },
    });
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
});
