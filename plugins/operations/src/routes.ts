import { createRouteRef } from '@backstage/core-plugin-api';

export const healthContentRouteRef = createRouteRef({
  id: 'operations/health',
});
export const logsContentRouteRef = createRouteRef({ id: 'operations/logs' });
export const alarmsContentRouteRef = createRouteRef({
  id: 'operations/alarms',
});
export const metricsContentRouteRef = createRouteRef({
  id: 'operations/metrics',
});
