import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  DeploymentListener,
  FailureLinesApi,
  StacksApi,
} from '@enginehouse/plugin-stacks-react';
import {
  failureLinesApiRef,
  stacksApiRef,
  stacksRouteRef,
} from '@enginehouse/plugin-stacks-react';
import {
  aDeployment,
  anEvent,
  anEvidence,
  stacksApiMock,
} from '@enginehouse/plugin-stacks-react/testUtils';
import { StacksRouter } from '../StacksRouter';

function show(
  api: Partial<StacksApi>,
  others: [typeof failureLinesApiRef, FailureLinesApi][] = [],
) {
  renderInTestApp(<StacksRouter />, {
    apis: [[stacksApiRef, stacksApiMock(api)], ...others],
    mountPath: '/stacks/*',
    mountedRoutes: {
      '/stacks': stacksRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    initialRouteEntries: ['/stacks/deployments/deployment-1'],
  });
}

describe('DeploymentPage', () => {
  it('follows a running deployment to its end', async () => {
    let tell: DeploymentListener | undefined;
    let end = () => {};
    const running = aDeployment({
      state: 'deploying',
      startedAt: new Date(Date.now() - 5_000).toISOString(),
      endedAt: undefined,
      progress: {
        done: 1,
        total: 4,
        now: 'Creating PoolGroup',
        typicalSeconds: 3600,
      },
    });
    let latest = running;
    show({
      getDeployment: async () => latest,
      followDeployment: (_, listener) => {
        tell = listener;
        return new Promise(resolve => {
          end = resolve;
        });
      },
    });
    const progress = await screen.findByRole('progressbar', {
      name: '1 of 4 resources · Creating PoolGroup',
    });
    expect(progress).toHaveAttribute('aria-valuenow', '25');
    expect(
      screen.getByText(/^\d+ s elapsed · about 59 min \d+ s left/),
    ).toBeInTheDocument();

    act(() => {
      tell?.onEvent(anEvent(1));
      tell?.onEvent(anEvent(2, { outside: true }));
      tell?.onDeployment({ ...running, progress: { done: 3, total: 4 } });
      tell?.onConnection?.(false);
    });
    expect(screen.getByText('3 of 4 resources')).toBeInTheDocument();
    expect(
      screen.getByText(/The portal does not answer just now/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 event of somebody else: changed outside the portal'),
    ).toBeInTheDocument();

    latest = aDeployment();
    await act(async () => {
      tell?.onConnection?.(true);
      end();
    });
    expect(await screen.findByText(/create ended/)).toBeInTheDocument();
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
    await userEvent.click(screen.getByText('2 events'));
    const [, newest, oldest] = within(
      screen.getByRole('table', { name: /Stack events/ }),
    ).getAllByRole('row');
    expect(newest).toHaveTextContent('changed outside the portal');
    expect(oldest).not.toHaveTextContent('changed outside the portal');
  });

  it('opens a failed one with the failure: the resource, its place, the words of AWS, what to do', async () => {
    show({
      getDeployment: async () =>
        aDeployment({
          state: 'rolled-back',
          owner: 'group:default/platform',
          failure: {
            logicalId: 'PoolGroup',
            constructPath: 'ci/Compute/Group',
            source: 'stack-pool/src/build/compute.ts:12',
            reason: 'vCPU limit exceeded',
            rolledBack: ['PoolLaunchTemplate'],
            next: ['Lower capacity.max.'],
          },
        }),
    });
    const failure = await screen.findByRole('alert', {
      name: 'PoolGroup failed',
    });
    for (const words of [
      'vCPU limit exceeded',
      'ci/Compute/Group',
      'stack-pool/src/build/compute.ts:12',
      'PoolLaunchTemplate',
      'Lower capacity.max.',
      'platform',
    ]) {
      expect(within(failure).getByText(words)).toBeInTheDocument();
    }
  });

  it('has room on that card for lines that another plugin reads', async () => {
    const deployment = aDeployment({
      state: 'rolled-back',
      failure: { logicalId: 'PoolGroup', reason: 'No signal', next: [] },
    });
    const viewFor = jest.fn(() => <p>No engine came up</p>);
    show({ getDeployment: async () => deployment }, [
      [failureLinesApiRef, { viewFor }],
    ]);
    const card = await screen.findByRole('region', {
      name: 'PoolGroup failed',
    });
    expect(within(card).getByText('No engine came up')).toBeVisible();
    expect(
      within(within(card).getByRole('alert')).queryByText('No engine came up'),
    ).not.toBeInTheDocument();
    expect(viewFor).toHaveBeenCalledWith(deployment);
  });

  it('shows its evidence: who signed it, where it is, how to verify it, and downloads it', async () => {
    const saved: string[] = [];
    URL.createObjectURL = jest.fn(() => 'blob:bundle');
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    const evidence = anEvidence({
      copy: { state: 'failed', location: 's3://pool/a.tar', reason: 'Denied.' },
    });
    const getDeploymentEvidence = jest.fn(async () => new Blob(['bundle']));
    show({
      getDeployment: async () => aDeployment({ evidence }),
      getDeploymentEvidence,
    });
    const panel = await screen.findByRole('region', { name: 'Evidence' });
    for (const words of [
      evidence.digest,
      evidence.key,
      evidence.keyId,
      evidence.location,
      evidence.verify,
      'Not made in s3://pool/a.tar: Denied.',
    ]) {
      expect(within(panel).getByText(words)).toBeInTheDocument();
    }
    await userEvent.click(
      within(panel).getByRole('button', { name: 'Download bundle' }),
    );
    await userEvent.click(
      within(panel).getByRole('button', { name: 'Download public key' }),
    );
    expect(getDeploymentEvidence).toHaveBeenCalledWith('deployment-1');
    await waitFor(() => expect(saved).toEqual([evidence.file, 'evidence.pem']));
  });

  it('says why there is no evidence', async () => {
    const evidenceNote =
      'No evidence was kept: environment sandbox has no key.';
    show({ getDeployment: async () => aDeployment({ evidenceNote }) });
    expect(await screen.findByText(evidenceNote)).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Evidence' }),
    ).not.toBeInTheDocument();
  });

  it('is readable after its entity is gone, with outputs and command to copy', async () => {
    show({
      getDeployment: async () =>
        aDeployment({
          kind: 'destroy',
          state: 'destroyed',
          entityRef: undefined,
        }),
    });
    expect(
      await screen.findByText('gone; this page stays'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy EndpointUrl' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy aws cloudformation command' }),
    ).toBeInTheDocument();
    const history = await screen.findByRole('table', {
      name: 'Deployments, newest first',
    });
    expect(
      within(history).getByRole('row', {
        name: /Create guest .* 1 min 20 s Deployed Plan/,
      }),
    ).toBeInTheDocument();
  });
});
