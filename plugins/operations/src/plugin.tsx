import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { ANNOTATION_STACK } from '@enginehouse/plugin-stacks-common';
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

/** What has a stack; the same predicate for all our extensions, open to override in configuration. */
const hasStack = {
  [`metadata.annotations.${ANNOTATION_STACK}`]: { $exists: true },
};

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: operationsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new OperationsClient({ fetchApi }),
    }),
});

/** For the card of a failed deployment, which the stacks plugin shows. */
const failureLines = ApiBlueprint.make({
  name: 'failure-lines',
  params: defineParams =>
    defineParams({
      api: failureLinesApiRef,
      deps: {},
      factory: () => new OperationsFailureLines(),
    }),
});

const healthContent = EntityContentBlueprint.make({
  name: 'health',
  params: {
    path: 'health',
    routeRef: healthContentRouteRef,
    title: 'Health',
    group: 'observability',
    filter: hasStack,
    loader: () => import('./health/HealthTab').then(m => <m.HealthTab />),
  },
});

const logsContent = EntityContentBlueprint.make({
  name: 'logs',
  params: {
    path: 'logs',
    routeRef: logsContentRouteRef,
    title: 'Logs',
    group: 'observability',
    filter: hasStack,
    loader: () => import('./logs/LogsTab').then(m => <m.LogsTab />),
  },
});

const alarmsContent = EntityContentBlueprint.make({
  name: 'alarms',
  params: {
    path: 'alarms',
    routeRef: alarmsContentRouteRef,
    title: 'Alarms',
    group: 'observability',
    filter: hasStack,
    loader: () => import('./alarms/AlarmsTab').then(m => <m.AlarmsTab />),
  },
});

const metricsContent = EntityContentBlueprint.make({
  name: 'metrics',
  params: {
    path: 'metrics',
    routeRef: metricsContentRouteRef,
    title: 'Metrics',
    group: 'observability',
    filter: hasStack,
    loader: () => import('./metrics/MetricsTab').then(m => <m.MetricsTab />),
  },
});

const healthCard = EntityCardBlueprint.make({
  name: 'health',
  params: {
    type: 'content',
    filter: hasStack,
    loader: () => import('./cards/HealthCard').then(m => <m.HealthCard />),
  },
});

const alarmsCard = EntityCardBlueprint.make({
  name: 'alarms',
  params: {
    type: 'content',
    filter: hasStack,
    loader: () => import('./cards/AlarmsCard').then(m => <m.AlarmsCard />),
  },
});

const connectionsCard = EntityCardBlueprint.make({
  name: 'connections',
  params: {
    type: 'content',
    filter: hasStack,
    loader: () =>
      import('./cards/ConnectionsCard').then(m => <m.ConnectionsCard />),
  },
});

/** Health, logs, alarms and metrics of stacks on their entities: tabs and cards. @public */
export const operationsPlugin = createFrontendPlugin({
  pluginId: 'operations',
  info: { packageJson: () => import('../package.json') },
  routes: {
    health: healthContentRouteRef,
    logs: logsContentRouteRef,
    alarms: alarmsContentRouteRef,
    metrics: metricsContentRouteRef,
  },
  extensions: [
    api,
    failureLines,
    healthCard,
    alarmsCard,
    connectionsCard,
    healthContent,
    logsContent,
    alarmsContent,
    metricsContent,
  ],
});
