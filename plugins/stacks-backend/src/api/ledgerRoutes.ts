import { stackReadPermission } from '@enginehouse/plugin-stacks-common';
import type { ApiRouter, RouterOptions } from './RouterOptions';
import { requirePlugin } from './requirePlugin';

/** The ledger of a stack. */
export function addLedgerRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { audited, authorizer, httpAuth, ledger } = options;

  router.get('/v1/stacks/:name/ledger', (req, res) =>
    audited(
      req,
      {
        eventId: 'ledger-list',
        severityLevel: 'low',
        meta: { stack: req.params.name },
      },
      async () => {
        const credentials = await httpAuth.credentials(req);
        const { name } = req.params;
        await authorizer.requireOnStack(stackReadPermission, name, credentials);
        res.json(await ledger.page(name, req.query));
      },
    ),
  );

  router.post('/v1/stacks/:name/ledger', (req, res) =>
    audited(
      req,
      {
        eventId: 'ledger-append',
        severityLevel: 'medium',
        meta: { stack: req.params.name },
      },
      async () => {
        requirePlugin(await httpAuth.credentials(req, { allow: ['service'] }));
        const line = await options.recorder.record(req.params.name, req.body);
        res.status(201).json(line);
        return { seq: line.seq };
      },
    ),
  );
}
