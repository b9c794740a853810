/**
 * Health, logs, alarms and metrics for apps of the old frontend system: the same entity contents and cards.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { failureLinesApiRef } from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from './api/operationsApiRef';
import { OperationsClient } from './api/OperationsClient';
import { OperationsFailureLines } from './failure/OperationsFailureLines';
import {
  alarmsContentRouteRef,
  healthContentRouteRef,
  logsContentRouteRef,
  metricsContentRouteRef,
} from './routes';

/** The plugin with its API, for `createApp` of the old frontend system; what it provides is mounted by hand. @public */
export const operationsPlugin = createPlugin({
  id: 'operations',
  apis: [
    createApiFactory({
      api: operationsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new OperationsClient({ fetchApi }),
    }),
    createApiFactory({
      api: failureLinesApiRef,
      deps: {},
      factory: () => new OperationsFailureLines(),
    }),
  ],
  routes: {
    health: healthContentRouteRef,
    logs: logsContentRouteRef,
    alarms: alarmsContentRouteRef,
    metrics: metricsContentRouteRef,
  },
});

/** The Health tab of an entity; mount it at `/health`. @public */
export const EntityHealthContent = operationsPlugin.provide(
  createRoutableExtension({
    name: 'EntityHealthContent',
    mountPoint: healthContentRouteRef,
    component: () => import('./health/HealthTab').then(m => m.HealthTab),
  }),
);

/** The Logs tab of an entity; mount it at `/logs`. @public */
export const EntityLogsContent = operationsPlugin.provide(
  createRoutableExtension({
    name: 'EntityLogsContent',
    mountPoint: logsContentRouteRef,
    component: () => import('./logs/LogsTab').then(m => m.LogsTab),
  }),
);

/** The Alarms tab of an entity; mount it at `/alarms`. @public */
export const EntityAlarmsContent = operationsPlugin.provide(
  createRoutableExtension({
    name: 'EntityAlarmsContent',
    mountPoint: alarmsContentRouteRef,
    component: () => import('./alarms/AlarmsTab').then(m => m.AlarmsTab),
  }),
);

/** The Metrics tab of an entity; mount it at `/metrics`. @public */
export const EntityMetricsContent = operationsPlugin.provide(
  createRoutableExtension({
    name: 'EntityMetricsContent',
    mountPoint: metricsContentRouteRef,
    component: () => import('./metrics/MetricsTab').then(m => m.MetricsTab),
  }),
);

/** The health card of an entity's overview. @public */
export const EntityHealthCard = operationsPlugin.provide(
  createComponentExtension({
    name: 'EntityHealthCard',
    component: {
      lazy: () => import('./cards/HealthCard').then(m => m.HealthCard),
    },
  }),
);

/** The alarms card of an entity's overview. @public */
export const EntityAlarmsCard = operationsPlugin.provide(
  createComponentExtension({
    name: 'EntityAlarmsCard',
    component: {
      lazy: () => import('./cards/AlarmsCard').then(m => m.AlarmsCard),
    },
  }),
);

/** How to reach databases and caches in closed networks; nothing where there are none. @public */
export const EntityConnectionsCard = operationsPlugin.provide(
  createComponentExtension({
    name: 'EntityConnectionsCard',
    component: {
      lazy: () =>
        import('./cards/ConnectionsCard').then(m => m.ConnectionsCard),
    },
  }),
);
