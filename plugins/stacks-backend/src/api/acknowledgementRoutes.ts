import {
  findingAcknowledgePermission,
  stackReadPermission,
} from '@enginehouse/plugin-stacks-common';
import type { ApiRouter, RouterOptions } from './RouterOptions';

/** Findings of a stack that people accept for a while. */
export function addAcknowledgementRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { acknowledgements, audited, authorizer, httpAuth } = options;

  router.get('/v1/stacks/:name/acknowledgements', (req, res) =>
    audited(
      req,
      {
        eventId: 'acknowledgements-list',
        severityLevel: 'low',
        meta: { stack: req.params.name },
      },
      async () => {
        const credentials = await httpAuth.credentials(req);
        const { name } = req.params;
        await authorizer.requireOnStack(stackReadPermission, name, credentials);
        res.json({ items: await acknowledgements.list(name) });
      },
    ),
  );

  router.post('/v1/stacks/:name/acknowledgements', (req, res) =>
    audited(
      req,
      {
        eventId: 'finding-acknowledge',
        severityLevel: 'high',
        meta: { stack: req.params.name },
      },
      async () => {
        const { name } = req.params;
        const actor = await allowed(req, name);
        const given = await acknowledgements.give(name, actor, req.body);
        res.status(201).json(given);
        const { id, rule, resource, expiresAt } = given;
        return { acknowledgement: id, rule, resource, expiresAt };
      },
    ),
  );

  router.delete('/v1/stacks/:name/acknowledgements/:id', (req, res) =>
    audited(
      req,
      {
        eventId: 'acknowledgement-withdraw',
        severityLevel: 'medium',
        meta: { stack: req.params.name, acknowledgement: req.params.id },
      },
      async () => {
        const { name, id } = req.params;
        const actor = await allowed(req, name);
        await acknowledgements.withdraw(name, actor, Number(id));
        res.status(204).end();
      },
    ),
  );

  /** The person who may acknowledge findings of the stack. @throws AuthenticationError, NotAllowedError, NotFoundError */
  async function allowed(
    req: Parameters<typeof httpAuth.credentials>[0],
    stack: string,
  ): Promise<string> {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorizer.requireOnStack(
      findingAcknowledgePermission,
      stack,
      credentials,
    );
    return credentials.principal.userEntityRef;
  }
}
