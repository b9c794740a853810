import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { LastLines } from '@enginehouse/plugin-operations-common';
import {
  failureLinesApiRef,
  type FailureLinesApi,
} from '@enginehouse/plugin-stacks-react';
import { aDeployment } from '@enginehouse/plugin-stacks-react/testUtils';
import { aFailingService, aLine } from '../__testUtils__/fixtures';
import type { OperationsApi } from '../api/OperationsApi';
import { operationsApiRef } from '../api/operationsApiRef';
import { operationsPlugin as legacyPlugin } from '../legacy';
import { OperationsFailureLines } from './OperationsFailureLines';

const view: FailureLinesApi = new OperationsFailureLines();
const service = aFailingService();

const lines: LastLines = {
  start: '2026-01-05T10:00:00.000Z',
  end: '2026-01-05T10:06:00.000Z',
  events: [
    aLine(1, { unit: service.key, level: 'info', text: 'starting' }),
    aLine(2, { unit: service.key, level: 'error', text: 'no memory left' }),
  ],
  ended: service.parts?.filter(({ ending }) => ending) ?? [],
  inLogs: true,
};

const failed = (resourceType: string, over = {}) =>
  aDeployment({
    state: 'rolled-back',
    failure: { logicalId: 'Api', resourceType, reason: 'Broken', next: [] },
    ...over,
  });

function show(
  getLastLines: OperationsApi['getLastLines'],
  deployment = failed('AWS::ECS::Service'),
) {
  renderInTestApp(<>{view.viewFor(deployment)}</>, {
    apis: [[operationsApiRef, { getLastLines }]],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
  return screen.findByRole('log', { name: 'Last lines' });
}

describe('the last lines of a failed deployment', () => {
  it('are told with time, level and writer, between them how tasks ended, and lead to the logs of that moment', async () => {
    const getLastLines = jest.fn(async () => lines);
    await show(getLastLines);
    const more = await screen.findByRole('link', {
      name: 'Logs at that moment',
    });
    const told = within(screen.getByRole('log'))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent?.replace(/^.*?(?=[A-Z])/, ''));
    expect(told).toEqual([
      'INFOservice-apistarting',
      'ERRORservice-apino memory left',
      'ENDEDtask bbbbexit code 137: OutOfMemoryError: container killed (EssentialContainerExited)',
    ]);
    expect(getLastLines).toHaveBeenCalledWith(
      'resource:default/ci-engine-pool-sandbox',
      'deployment-1',
      expect.anything(),
    );
    const { pathname, searchParams } = new URL(
      more.getAttribute('href') ?? '',
      'http://portal',
    );
    expect(pathname).toBe(
      '/catalog/default/resource/ci-engine-pool-sandbox/logs',
    );
    expect(Object.fromEntries(searchParams)).toEqual({
      start: lines.start,
      end: lines.end,
      unit: service.key,
      line: 'line-2',
    });
  });

  it('are replaced by one sentence when there are none, and nothing leads to logs that are gone', async () => {
    const note = 'The log group /service-api is gone.';
    await show(async () => ({
      ...{ ...lines, events: [], ended: [], note, inLogs: false },
    }));
    expect(await screen.findByText(note)).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('say why they cannot be read, and are read again', async () => {
    const getLastLines = jest
      .fn<ReturnType<OperationsApi['getLastLines']>, []>()
      .mockRejectedValueOnce(new Error('operations.logs.read is needed'))
      .mockResolvedValue(lines);
    await show(getLastLines);
    expect(
      await screen.findByText('operations.logs.read is needed'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('no memory left')).toBeVisible();
  });

  it('are not asked for once the stack is gone', async () => {
    const getLastLines = jest.fn(async () => lines);
    await show(
      getLastLines,
      failed('AWS::ECS::Service', { entityRef: undefined }),
    );
    expect(await screen.findByText(/The stack is gone/)).toBeVisible();
    expect(getLastLines).not.toHaveBeenCalled();
  });

  it('are for resources whose units write, in apps of both frontend systems', () => {
    expect(view.viewFor(failed('Custom::Migration'))).toBeDefined();
    expect(view.viewFor(failed('AWS::SQS::Queue'))).toBeUndefined();
    const ids = [...legacyPlugin.getApis()].map(({ api }) => api.id);
    expect(ids).toContain(failureLinesApiRef.id);
  });
});
