import { signalsReadPermission } from '@enginehouse/plugin-operations-common';
import { listConnections } from '../connections/listConnections';
import { getHealth } from '../health/getHealth';
import { metricRange } from '../metrics/range';
import { listUnits } from '../units/listUnits';
import type { Demand } from './admit';
import type { ApiRouter, RouterOptions } from './RouterOptions';

const ENTITY = '/v1/entities/:kind/:namespace/:name';

/** Health, units, alarms, metrics and connections. */
export function addSignalRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { admit, alarms, contexts } = options;

  router.get(`${ENTITY}/health`, (req, res) =>
    admit(req, reading('health-read'), async ({ stack, credentials }) => {
      res.json(await getHealth(options, stack, credentials));
    }),
  );

  router.get(`${ENTITY}/units`, (req, res) =>
    admit(req, reading('units-read'), async ({ stack }) => {
      res.json(await listUnits(options, await contexts.of(stack)));
    }),
  );

  router.get(`${ENTITY}/alarms`, (req, res) =>
    admit(req, reading('alarms-read'), async ({ stack }) => {
      res.json(await alarms.list(await contexts.of(stack)));
    }),
  );

  router.get(`${ENTITY}/alarms/:alarmName/history`, (req, res) =>
    admit(req, reading('alarm-history-read'), async ({ stack }) => {
      const context = await contexts.of(stack);
      const items = await alarms.history(req.params.alarmName, context);
      res.json({ items });
    }),
  );

  router.get(`${ENTITY}/metrics`, (req, res) =>
    admit(req, reading('metrics-read'), async ({ stack }) => {
      const range = metricRange(req.query, Date.now());
      const context = await contexts.of(stack);
      res.json(await options.charts.read(context, range));
    }),
  );

  router.get(`${ENTITY}/connections`, (req, res) =>
    admit(req, reading('connections-read'), async ({ stack }) => {
      const context = await contexts.of(stack);
      const environment = contexts.environment(context.stack);
      res.json(await listConnections(options.registry, context, environment));
    }),
  );
}

function reading(eventId: string): Demand {
  return { eventId, severityLevel: 'low', permission: signalsReadPermission };
}
