import { logsReadPermission } from '@enginehouse/plugin-operations-common';
import { getLogs } from '../lines/getLogs';
import { prepareToFollow } from '../lines/prepareToFollow';
import { EventStream } from './EventStream';
import type { ApiRouter, RouterOptions } from './RouterOptions';

const DEMAND = {
  severityLevel: 'medium',
  permission: logsReadPermission,
} as const;

/** Log lines, by page or as they come. */
export function addLogRoutes(router: ApiRouter, options: RouterOptions): void {
  const { access, admit, contexts, registry } = options;

  router.get('/v1/entities/:kind/:namespace/:name/logs', (req, res) =>
    req.accepts(['json', 'text/event-stream']) === 'text/event-stream'
      ? admit(req, { ...DEMAND, eventId: 'logs-follow' }, async admitted => {
          const start = await prepareToFollow(
            options,
            await contexts.of(admitted.stack),
            {
              ...req.query,
              after: req.get('Last-Event-ID') ?? req.query.after,
            },
          );
          EventStream.open(res, start, {
            mayGoOn: () => access.stillAllows(admitted, logsReadPermission),
          });
        })
      : admit(req, { ...DEMAND, eventId: 'logs-read' }, async ({ stack }) => {
          const context = await contexts.of(stack);
          res.json(await getLogs(registry, context, req.query));
        }),
  );
}
