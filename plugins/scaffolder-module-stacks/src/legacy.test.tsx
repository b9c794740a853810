import type { ComponentType } from 'react';
import { Route, Routes, useOutlet } from 'react-router-dom';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
  type FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { stacksApiRef } from '@enginehouse/plugin-stacks-react';
import { screen } from '@testing-library/react';
import { environment } from './__testUtils__/fixtures';
import {
  StackBindsFieldExtension,
  StackConfigFieldExtension,
  StackEnvironmentFieldExtension,
  StackPlanFieldExtension,
  StackServiceFieldExtension,
} from './legacy';

/** Finds its fields as the scaffolder's page does, and shows one of them. */
function Page() {
  const fields = useCustomFieldExtensions<FieldExtensionOptions>(useOutlet());
  const Field = fields.find(({ name }) => name === 'StackEnvironment')
    ?.component as ComponentType<object> | undefined;
  return (
    <>
      <output>{fields.map(({ name }) => name).join(' ')}</output>
      {Field && (
        <Field {...{ formData: 'sandbox', schema: {}, onChange: () => {} }} />
      )}
    </>
  );
}

it('an app of the old frontend system finds the fields on its page, and they work there', async () => {
  const api = { listEnvironments: async () => [environment] };
  await renderInTestApp(
    <TestApiProvider apis={[[stacksApiRef, api]]}>
      <Routes>
        <Route path="/" element={<Page />}>
          <Route
            index
            element={
              <ScaffolderFieldExtensions>
                <StackServiceFieldExtension />
                <StackEnvironmentFieldExtension />
                <StackConfigFieldExtension />
                <StackBindsFieldExtension />
                <StackPlanFieldExtension />
              </ScaffolderFieldExtensions>
            }
          />
        </Route>
      </Routes>
    </TestApiProvider>,
  );
  expect(
    screen.getByText(
      'StackService StackEnvironment StackConfig StackBinds StackPlan',
    ),
  ).toBeInTheDocument();
  expect(
    await screen.findByText(/^sandbox: account 123456789012/),
  ).toBeInTheDocument();
});
