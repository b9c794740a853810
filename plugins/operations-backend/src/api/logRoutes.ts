import { NotFoundError } from '@backstage/errors';
import { logsReadPermission } from '@enginehouse/plugin-operations-common';
import { readLastLines } from '../failures/readLastLines';
import { getLogs } from '../lines/getLogs';
import { prepareToFollow } from '../lines/prepareToFollow';
import { EventStream } from './EventStream';
import type { ApiRouter, RouterOptions } from './RouterOptions';

const DEMAND = {
  severityLevel: 'medium',
  permission: logsReadPermission,
} as const;

const ENTITY = '/v1/entities/:kind/:namespace/:name';

/** Log lines: by page, as they come, and the last ones before a deployment failed. */
export function addLogRoutes(router: ApiRouter, options: RouterOptions): void {
  const { access, admit, contexts, registry, stacks } = options;

  router.get(`${ENTITY}/logs`, (req, res) =>
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

  router.get(`${ENTITY}/deployments/:deploymentId/last-lines`, (req, res) =>
    admit(
      req,
      { ...DEMAND, eventId: 'last-lines-read' },
      async ({ stack, credentials }) => {
        const { deploymentId } = req.params;
        const deployment = await stacks.getDeployment(deploymentId, {
          credentials,
        });
        if (deployment?.stack !== stack.name) {
          throw new NotFoundError(
            `${stack.name} has no deployment ${deploymentId}`,
          );
        }
        const context = await contexts.of(stack);
        res.json(await readLastLines(registry, context, deployment));
      },
    ),
  );
}
