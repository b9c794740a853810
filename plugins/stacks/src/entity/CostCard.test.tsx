import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { stacksApiRef } from '@enginehouse/plugin-stacks-react';
import {
  aStack,
  stacksApiMock,
} from '@enginehouse/plugin-stacks-react/testUtils';
import { entity } from '../../dev/example';
import { deploymentContentRouteRef } from '../routes';
import { CostCard } from './CostCard';

function show(getStack: () => Promise<Stack>) {
  renderInTestApp(
    <EntityProvider entity={entity}>
      <CostCard />
    </EntityProvider>,
    {
      apis: [[stacksApiRef, stacksApiMock({ getStack })]],
      mountedRoutes: { '/deployment': deploymentContentRouteRef },
    },
  );
}

it.each([
  [
    'what it comes to',
    aStack({
      monthlyCost: {
        ...{ currency: 'USD', monthly: 141.8, upTo: 308.9, atLeast: true },
      },
    }),
    'at least $142 / month, up to $309, without what is charged by use',
  ],
  [
    'that it is not known',
    aStack(),
    'Not known: no plan with an estimate has been deployed yet.',
  ],
  [
    'that nothing is charged before anything is deployed',
    aStack({ state: 'planned' }),
    'Nothing is deployed, so nothing is charged.',
  ],
])('says %s', async (_, stack, words) => {
  show(async () => stack);
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Details' })).toHaveAttribute(
    'href',
    '/deployment',
  );
});

it('says what failed', async () => {
  show(() => Promise.reject(new Error('AWS is busy')));
  expect(
    await screen.findByRole('alert', { name: 'Reading the stack failed' }),
  ).toHaveTextContent('AWS is busy');
});
