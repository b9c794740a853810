import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { stacksApiRef, type StacksApi } from '@enginehouse/plugin-stacks-react';
import {
  aDestroyPlan,
  anEnvironment,
  aStack,
  stacksApiMock,
} from '@enginehouse/plugin-stacks-react/testUtils';
import { entity } from '../dev/example';
import stacksPlugin from '.';

function show(
  address: string,
  api: Partial<StacksApi> = {},
  annotations = entity.metadata.annotations,
) {
  return renderTestApp({
    initialRouteEntries: [address],
    extensions: [
      createTestEntityPage({
        entity: { ...entity, metadata: { ...entity.metadata, annotations } },
      }),
    ],
    features: [
      stacksPlugin,
      createFrontendModule({
        pluginId: 'stacks',
        extensions: [
          ApiBlueprint.make({
            params: define =>
              define({
                api: stacksApiRef,
                deps: {},
                factory: () => stacksApiMock(api),
              }),
          }),
        ],
      }),
    ],
  });
}

describe('the stacks plugin', () => {
  it('shows an entity with a stack its deployment, and how the stack stands first', async () => {
    show('/');
    expect(
      await screen.findByText(/Healthy: 3 of 3 engines serving; deployed/),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('table', { name: 'Resources with their status' }),
    ).toBeInTheDocument();
  });

  it('makes a destroy plan and leads to it', async () => {
    const createPlan = jest.fn(async () => aDestroyPlan());
    show('/', { createPlan, getPlan: async () => aDestroyPlan() });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Destroy' }),
    );
    expect(
      await screen.findByRole('region', { name: 'Deleted (2)' }),
    ).toBeInTheDocument();
    expect(createPlan).toHaveBeenCalledWith(
      expect.objectContaining({
        action: 'destroy',
        service: 'ci',
        environment: 'sandbox',
      }),
    );
  });

  it('says why nothing can be changed while a deployment runs, and offers to clear a failed create', async () => {
    let state: 'deploying' | 'create-failed' = 'deploying';
    const { unmount } = show('/', {
      getStack: async () => aStack({ state }),
    });
    const change = await screen.findByRole('button', { name: 'Change' });
    expect(change).toBeDisabled();
    expect(change).toHaveAccessibleDescription(/A deployment is running/);
    unmount();

    state = 'create-failed';
    show('/', {
      getStack: async () =>
        aStack({ state, cloudFormationStatus: 'ROLLBACK_COMPLETE' }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear failed create' }),
    );
    expect(
      await screen.findByRole('dialog', {
        name: /^Clear the failed create of/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Change' }),
    ).not.toBeInTheDocument();
  });

  it('clears a failed create that left resources by the plan that names them', async () => {
    const createPlan = jest.fn(async () => aDestroyPlan());
    show('/', {
      getStack: async () =>
        aStack({
          state: 'create-failed',
          cloudFormationStatus: 'ROLLBACK_FAILED',
        }),
      createPlan,
      getPlan: async () => aDestroyPlan(),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear failed create' }),
    );
    expect(
      await screen.findByRole('region', { name: 'Deleted (2)' }),
    ).toBeInTheDocument();
    expect(createPlan).toHaveBeenCalledWith(
      expect.objectContaining({ action: 'destroy' }),
    );
  });

  it('shows the environments with their checks and limits', async () => {
    show('/stacks/environments', {
      listEnvironments: async () => [
        anEnvironment(),
        anEnvironment({
          name: 'production',
          check: {
            ok: false,
            error: 'AccessDenied: sts:AssumeRole',
            bootstrapCommand: 'cdk bootstrap',
          },
        }),
      ],
    });
    expect(
      await screen.findByText(
        '2 environments; plans are not possible in production',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('AccessDenied: sts:AssumeRole'),
    ).toBeInTheDocument();
    expect(screen.getByText('cdk bootstrap')).toBeInTheDocument();
    expect(
      screen.getAllByText('Network traffic is not simulated.')[0],
    ).toBeInTheDocument();
  });
});
