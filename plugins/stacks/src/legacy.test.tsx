import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { stacksApiRef } from '@enginehouse/plugin-stacks-react';
import { stacksApiMock } from '@enginehouse/plugin-stacks-react/testUtils';
import { entity } from '../dev/example';
import {
  EntityDeploymentContent,
  isStackAvailable,
  StacksPage,
} from './legacy';

function show(address: string) {
  return renderInTestApp(
    <TestApiProvider apis={[[stacksApiRef, stacksApiMock()]]}>
      <EntityProvider entity={entity}>
        <Routes>
          <Route path="/stacks" element={<StacksPage />} />
          <Route path="/deployment" element={<EntityDeploymentContent />} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
    {
      routeEntries: [address],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('the stacks plugin in an app of the old frontend system', () => {
  it('shows the stacks and the way to the environments', async () => {
    await show('/stacks');
    expect(await screen.findByText('1 stack: 1 healthy')).toBeInTheDocument();
    expect(screen.getByText('Environments').closest('a')).toHaveAttribute(
      'href',
      '/stacks/environments',
    );
  });

  it('shows an entity its deployment', async () => {
    expect(isStackAvailable(entity)).toBe(true);
    await show('/deployment');
    expect(
      await screen.findByText(/Healthy: 3 of 3 engines serving; deployed/),
    ).toBeInTheDocument();
  });
});
