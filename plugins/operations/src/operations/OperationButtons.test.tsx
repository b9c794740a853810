import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { Operation } from '@enginehouse/plugin-operations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { entity } from '../__testUtils__/fixtures';
import type { OperationsApi } from '../api/OperationsApi';
import { operationsApiRef } from '../api/operationsApiRef';
import { OperationButtons } from './OperationButtons';
import { useOperations } from './useOperations';

const reboot = (key: string): Operation => ({
  id: 'reboot',
  title: 'Reboot',
  target: { key, title: `Database instance ${key}`, kind: 'resource' },
  effect: '',
  input: { type: 'object', properties: {} },
  values: {},
  destructive: true,
});

function Buttons() {
  return <OperationButtons operations={useOperations()} onChange={() => {}} />;
}

function render(items: Operation[], over: Partial<OperationsApi> = {}) {
  const api: Partial<OperationsApi> = {
    listOperations: async () => ({ items, allowed: true }),
    previewOperation: async (_, { target }) => ({
      operation: 'reboot',
      target: items.find(one => one.target.key === target)!.target,
      effect: `Restarts 1 instance, ${target}`,
      destructive: true,
    }),
    ...over,
  };
  renderInTestApp(
    <EntityProvider entity={entity}>
      <Buttons />
    </EntityProvider>,
    { apis: [[operationsApiRef, api]] },
  );
}

describe('operations on resources', () => {
  it('with several targets are one button that asks which', async () => {
    render([reboot('Writer'), reboot('Reader')]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Reboot …' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Database instance Reader' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('Restarts 1 instance, Reader'),
    ).toBeVisible();
  });

  it('with one target say which it is', async () => {
    render([reboot('Writer')]);
    expect(
      await screen.findByRole('button', {
        name: 'Reboot Database instance Writer',
      }),
    ).toBeVisible();
  });

  it('cannot be confirmed before their effect is known', async () => {
    render([reboot('Writer')], {
      previewOperation: () => new Promise(() => {}),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Reboot/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      within(dialog).getByText('Asking what this would do…'),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('button', { name: 'Reboot' }),
    ).toBeDisabled();
  });
});
