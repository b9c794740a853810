import type { ApiRouter, RouterOptions } from './RouterOptions';

/** Making, reading, applying and discarding plans. */
export function addPlanRoutes(router: ApiRouter, options: RouterOptions): void {
  const { audited, authorizer, httpAuth, planAuthorizer, plans } = options;
  const { planLifecycle, planReader, deployments, deploymentReader } = options;

  router.post('/v1/plans', (req, res) =>
    audited(
      req,
      { eventId: 'plan-create', severityLevel: 'medium' },
      async () => {
        const credentials = await httpAuth.credentials(req, {
          allow: ['user'],
        });
        await planAuthorizer.requireCreate(credentials);
        const user = await options.userInfo.getUserInfo(credentials);
        const planning = {
          request: req.body,
          credentials,
          ownershipRefs: user.ownershipEntityRefs,
        };
        if (req.body.dryRun) {
          const preview = await planLifecycle.preview(planning);
          await planAuthorizer.requireReadable(preview, credentials);
          res.json(await planReader.preview(preview));
          return { dryRun: true };
        }
        const record = await planLifecycle.create(planning, async made => {
          await planAuthorizer.requireReadable(made.plan, credentials);
          await planAuthorizer.requireOwner(made, credentials);
        });
        res.status(201).json(await planReader.read(record));
        return { plan: record.id, stack: record.stack };
      },
    ),
  );

  router.get('/v1/plans', (req, res) =>
    audited(req, { eventId: 'plans-list', severityLevel: 'low' }, async () => {
      const credentials = await httpAuth.credentials(req);
      const readable = await authorizer.readable(credentials);
      res.json(await plans.list(req.query, readable));
    }),
  );

  router.get('/v1/plans/:id', (req, res) =>
    audited(
      req,
      {
        eventId: 'plan-read',
        severityLevel: 'low',
        meta: { plan: req.params.id },
      },
      async () => {
        const credentials = await httpAuth.credentials(req);
        const record = await planAuthorizer.readablePlan(
          req.params.id,
          credentials,
        );
        const refusal = await planAuthorizer.refusalToApply(
          record,
          credentials,
        );
        res.json(await planReader.read(record, refusal));
      },
    ),
  );

  router.delete('/v1/plans/:id', (req, res) =>
    audited(
      req,
      {
        eventId: 'plan-discard',
        severityLevel: 'medium',
        meta: { plan: req.params.id },
      },
      async () => {
        const credentials = await httpAuth.credentials(req, {
          allow: ['user'],
        });
        const actor = credentials.principal.userEntityRef;
        const record = await planAuthorizer.readablePlan(
          req.params.id,
          credentials,
        );
        await planAuthorizer.requireDiscard(record, credentials, actor);
        await planLifecycle.discard(record, actor);
        res.status(204).end();
      },
    ),
  );

  router.post('/v1/plans/:id/apply', (req, res) =>
    audited(
      req,
      {
        eventId: 'plan-apply',
        severityLevel: 'high',
        meta: { plan: req.params.id },
      },
      async () => {
        const credentials = await httpAuth.credentials(req, {
          allow: ['user'],
        });
        const record = await planAuthorizer.readablePlan(
          req.params.id,
          credentials,
        );
        await planAuthorizer.requireApply(record, credentials);
        const deploymentId = await deployments.apply({
          planId: record.id,
          actor: credentials.principal.userEntityRef,
          confirm: req.body?.confirm,
        });
        res.status(202).json(await deploymentReader.get(deploymentId));
        return { deployment: deploymentId, stack: record.stack };
      },
    ),
  );
}
