import { screen, within } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Environment } from '@enginehouse/plugin-stacks-common';
import { stacksApiRef, stacksRouteRef } from '@enginehouse/plugin-stacks-react';
import {
  anEnvironment,
  stacksApiMock,
} from '@enginehouse/plugin-stacks-react/testUtils';
import { EnvironmentsPage } from './EnvironmentsPage';

const show = (environments: Environment[]) =>
  renderInTestApp(<EnvironmentsPage />, {
    apis: [
      [
        stacksApiRef,
        stacksApiMock({ listEnvironments: async () => environments }),
      ],
    ],
    mountedRoutes: { '/stacks': stacksRouteRef },
  });

const card = (name: string) => screen.findByRole('region', { name });

describe('EnvironmentsPage', () => {
  it('says where evidence is kept and what signs it, and where none is made', async () => {
    show([
      anEnvironment({
        evidence: { bucket: 'evidence-bucket', key: 'alias/evidence' },
      }),
      anEnvironment({ name: 'bare' }),
    ]);
    expect(await card('sandbox')).toHaveTextContent(
      /Evidence kept inevidence-bucketSigned withalias\/evidence in KMS/,
    );
    expect(await card('bare')).toHaveTextContent('Evidencenone is made');
    expect(
      screen.getByText('2 environments, reachable and ready for plans'),
    ).toBeInTheDocument();
  });

  it('names the environments where no plan is possible, with the reason and what to run', async () => {
    show([
      anEnvironment(),
      anEnvironment({
        name: 'far',
        check: {
          ok: false,
          error: 'far is not bootstrapped',
          bootstrapCommand: 'npx aws-cdk@2 bootstrap aws://1/eu-central-1',
        },
      }),
    ]);
    expect(
      await screen.findByText('2 environments; plans are not possible in far'),
    ).toBeInTheDocument();
    const far = within(await card('far'));
    expect(far.getByText('far is not bootstrapped')).toBeInTheDocument();
    expect(far.getByText(/^npx aws-cdk@2 bootstrap/)).toBeInTheDocument();
    expect(far.getByText('Not ready')).toBeInTheDocument();
  });
});
