import { planCreatePermission } from '@enginehouse/plugin-stacks-common';
import type { ApiRouter, RouterOptions } from './RouterOptions';

/** What can be planned, and where. */
export function addDefinitionRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { audited, authorizer, definitions, environments, httpAuth } = options;

  router.get('/v1/definitions', (req, res) =>
    audited(
      req,
      { eventId: 'definitions-list', severityLevel: 'low' },
      async () => {
        const credentials = await httpAuth.credentials(req);
        await authorizer.require(planCreatePermission, credentials);
        res.json({ items: definitions.summaries() });
      },
    ),
  );

  router.get('/v1/definitions/:id', (req, res) =>
    audited(
      req,
      {
        eventId: 'definition-read',
        severityLevel: 'low',
        meta: { definition: req.params.id },
      },
      async () => {
        const credentials = await httpAuth.credentials(req);
        await authorizer.require(planCreatePermission, credentials);
        res.json(definitions.describe(req.params.id));
      },
    ),
  );

  router.get('/v1/manifest-schema', (req, res) =>
    audited(
      req,
      { eventId: 'manifest-schema-read', severityLevel: 'low' },
      async () => {
        const credentials = await httpAuth.credentials(req);
        await authorizer.require(planCreatePermission, credentials);
        res.json(definitions.manifestSchema());
      },
    ),
  );

  router.get('/v1/environments', (req, res) =>
    audited(
      req,
      { eventId: 'environments-list', severityLevel: 'low' },
      async () => {
        const credentials = await httpAuth.credentials(req);
        await authorizer.require(planCreatePermission, credentials);
        res.json({ items: environments.list() });
      },
    ),
  );
}
