import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { stacksApiRef, type StacksApi } from '@enginehouse/plugin-stacks-react';
import type { OperationsApi } from '../api/OperationsApi';
import { operationsApiRef } from '../api/operationsApiRef';
import { aHealth, aLine, anAlarm, aPage, aUnit, entity } from './fixtures';

const stacks: Partial<StacksApi> = {
  listDeployments: async () => ({ items: [], totalItems: 0 }),
  listLedger: async () => ({ items: [], totalItems: 0 }),
};

const calm: Partial<OperationsApi> = {
  getHealth: async () => aHealth(),
  listUnits: async () => ({ items: [aUnit()], unread: [] }),
  listOperations: async () => ({ items: [], allowed: true }),
  listAlarms: async () => ({ items: [anAlarm()], unread: [] }),
  getLogs: async () => aPage([aLine(1)]),
  followLogs: () => new Promise(() => {}),
};

/** A tab of the entity where all is well, but for what `over` says; `path` holds its filters, `stacksOver` what the stacks plugin says. */
export function renderTab(
  tab: JSX.Element,
  over: Partial<OperationsApi> = {},
  path = '/',
  stacksOver: Partial<StacksApi> = {},
) {
  return renderInTestApp(
    <EntityProvider entity={entity}>{tab}</EntityProvider>,
    {
      apis: [
        [operationsApiRef, { ...calm, ...over }],
        [stacksApiRef, { ...stacks, ...stacksOver }],
      ],
      initialRouteEntries: [path],
    },
  );
}
