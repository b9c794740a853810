import { useState, type ComponentType } from 'react';
import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  scaffolderApiRef,
  type ScaffolderApi,
} from '@backstage/plugin-scaffolder-react';
import type { FormField } from '@backstage/plugin-scaffolder-react/alpha';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { hostField } from './hostField';
import { nameField } from './nameField';
import { nameProblem } from './nameProblem';

const OWN = { id: 'git-host:localhost:7007', title: 'This portal' };
const GITHUB = { id: 'github:github.com', title: 'GitHub (github.com)' };

const scaffolderWith = (...results: { id: string; title: string }[]) =>
  ({ autocomplete: async () => ({ results }) } as Partial<ScaffolderApi>);

function Host() {
  const [value, setValue] = useState<unknown>();
  const Field = (hostField as unknown as { component: ComponentType<object> })
    .component;
  return (
    <>
      <Field
        {...{ formData: value, onChange: setValue, rawErrors: [], schema: {} }}
      />
      <output data-testid="value">{JSON.stringify(value)}</output>
    </>
  );
}

const render = (scaffolder: Partial<ScaffolderApi>) =>
  renderInTestApp(<Host />, { apis: [[scaffolderApiRef, scaffolder]] });

/** What the form says on leaving the step. */
async function problems(
  field: FormField,
  value: unknown,
  apis: Map<unknown, unknown>,
  formData: object = {},
): Promise<string[]> {
  const errors: string[] = [];
  const { validation } = field as unknown as {
    validation: (...args: unknown[]) => Promise<void>;
  };
  await validation(
    value,
    { addError: (error: string) => errors.push(error) },
    { apiHolder: { get: (ref: unknown) => apis.get(ref) }, formData },
  );
  return errors;
}

describe('RepositoryHost', () => {
  it('chooses the only host by itself', async () => {
    render(scaffolderWith(OWN));
    await waitFor(() =>
      expect(screen.getByTestId('value')).toHaveTextContent(
        '{"type":"git-host","host":"localhost:7007"}',
      ),
    );
    expect(screen.queryByLabelText(/Organisation/)).not.toBeInTheDocument();
  });

  it('asks for the organisation on a host of others', async () => {
    render(scaffolderWith(GITHUB, OWN));
    await userEvent.click(await screen.findByRole('combobox'));
    await userEvent.click(
      within(screen.getByRole('listbox')).getByText('GitHub (github.com)'),
    );
    await userEvent.type(await screen.findByLabelText(/Organisation/), 'acme');
    expect(screen.getByTestId('value')).toHaveTextContent(
      '{"type":"github","host":"github.com","owner":"acme"}',
    );
  });

  it('says so when there is no host', async () => {
    render(scaffolderWith());
    expect(await screen.findByText(/No host is configured/)).toBeVisible();
  });

  const fetchAnswers = (status: number, body: object = {}) => ({
    fetch: async (url: string) =>
      url === 'plugin://git-host/v1/repositories/guests/orders'
        ? new Response(JSON.stringify(body), { status })
        : new Response('{}', { status: 500 }),
  });
  const form = { name: 'orders', owner: 'group:default/Guests' };
  const own = { type: 'git-host', host: 'localhost:7007' };

  it.each([
    [
      undefined,
      404,
      /Choose where the repository goes: GitHub \(github.com\), This portal/,
    ],
    [{ type: 'gitlab', host: 'gitlab.com' }, 404, /Choose where/],
    [
      { type: 'github', host: 'github.com' },
      404,
      /organisation or group on github.com/,
    ],
    [
      own,
      200,
      /repository guests\/orders already; it belongs to group:default\/guests/,
    ],
    [own, 503, /cannot be told now: 503/],
  ])(
    'refuses %j when the own host answers %s',
    async (value, status, message) => {
      const apis = new Map<unknown, unknown>([
        [scaffolderApiRef, scaffolderWith(GITHUB, OWN)],
        [
          fetchApiRef,
          fetchAnswers(status, { ownerRef: 'group:default/guests' }),
        ],
      ]);
      expect(await problems(hostField, value, apis, form)).toEqual([
        expect.stringMatching(message),
      ]);
    },
  );

  it.each([own, { type: 'github', host: 'github.com', owner: 'acme' }])(
    'takes %j',
    async value => {
      const apis = new Map<unknown, unknown>([
        [scaffolderApiRef, scaffolderWith(GITHUB, OWN)],
        [fetchApiRef, fetchAnswers(404)],
      ]);
      expect(await problems(hostField, value, apis, form)).toEqual([]);
    },
  );
});

describe('RepositoryName', () => {
  it.each([
    ['', /Give the service a name/],
    ['ab', /2 characters; accepted: 3 to 63/],
    ['My Service', /'My Service' cannot be the name/],
    ['orders-', /no dash last/],
    ['9lives', /a letter first/],
  ])('refuses %j in words', (value, message) => {
    expect(nameProblem(value)).toMatch(message);
  });

  it('refuses the name of a component there is, naming its owner', async () => {
    const catalog = {
      getEntityByRef: async (ref: string) =>
        ref === 'component:default/orders'
          ? { spec: { owner: 'group:default/shop' } }
          : undefined,
    };
    const apis = new Map<unknown, unknown>([[catalogApiRef, catalog]]);
    expect(await problems(nameField, 'orders', apis)).toEqual([
      expect.stringMatching(
        /component orders already; it belongs to group:default\/shop/,
      ),
    ]);
    expect(await problems(nameField, 'orders-2', apis)).toEqual([]);
  });
});
