import {
  stackDestroyPermission,
  stackReadPermission,
} from '@enginehouse/plugin-stacks-common';
import type { ApiRouter, RouterOptions } from './RouterOptions';
import { requirePlugin } from './requirePlugin';

/** Stacks, their health, and clearing one that was never created. */
export function addStackRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { audited, authorizer, httpAuth, stackPages } = options;

  router.get('/v1/stacks', (req, res) =>
    audited(req, { eventId: 'stacks-list', severityLevel: 'low' }, async () => {
      const credentials = await httpAuth.credentials(req);
      const readable = await authorizer.readable(credentials);
      res.json(await stackPages.list(req.query, readable));
    }),
  );

  router.get('/v1/stacks/:name', (req, res) =>
    audited(
      req,
      {
        eventId: 'stack-read',
        severityLevel: 'low',
        meta: { stack: req.params.name },
      },
      async () => {
        const credentials = await httpAuth.credentials(req);
        const { name } = req.params;
        await authorizer.requireOnStack(stackReadPermission, name, credentials);
        res.json(await stackPages.get(name));
      },
    ),
  );

  router.put('/v1/stacks/:name/health', (req, res) =>
    audited(
      req,
      {
        eventId: 'health-report',
        severityLevel: 'low',
        meta: { stack: req.params.name },
      },
      async () => {
        const credentials = await httpAuth.credentials(req, {
          allow: ['service'],
        });
        await options.health.report(
          req.params.name,
          req.body,
          requirePlugin(credentials),
        );
        res.status(204).end();
      },
    ),
  );

  router.post('/v1/stacks/:name/clear-failed-create', (req, res) =>
    audited(
      req,
      {
        eventId: 'failed-create-clear',
        severityLevel: 'high',
        meta: { stack: req.params.name },
      },
      async () => {
        const credentials = await httpAuth.credentials(req, {
          allow: ['user'],
        });
        const { name } = req.params;
        await authorizer.requireOnStack(
          stackDestroyPermission,
          name,
          credentials,
        );
        const deploymentId = await options.deployments.clearFailedCreate({
          stack: name,
          actor: credentials.principal.userEntityRef,
        });
        res.status(202).json(await options.deploymentReader.get(deploymentId));
        return { deployment: deploymentId };
      },
    ),
  );
}
