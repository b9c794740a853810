import {
  operatePermission,
  signalsReadPermission,
} from '@enginehouse/plugin-operations-common';
import type { ApiRouter, RouterOptions } from './RouterOptions';

const OPERATIONS = '/v1/entities/:kind/:namespace/:name/operations';

/** What can be done to what runs, and doing it. */
export function addOperationRoutes(
  router: ApiRouter,
  { access, admit, operations }: RouterOptions,
): void {
  router.get(OPERATIONS, (req, res) =>
    admit(
      req,
      {
        eventId: 'operations-list',
        severityLevel: 'low',
        permission: signalsReadPermission,
      },
      async ({ stack, credentials }) => {
        const allowed = await access.allows(
          stack,
          operatePermission,
          credentials,
        );
        const items = allowed ? await operations.list(stack) : [];
        res.json({ items, allowed });
      },
    ),
  );

  router.post(`${OPERATIONS}/:id`, (req, res) =>
    admit(
      req,
      {
        eventId: 'operation-run',
        severityLevel: 'medium',
        permission: operatePermission,
      },
      async ({ stack, credentials }) => {
        const { id } = req.params;
        const run = await operations.run(stack, id, req.body, credentials);
        res.status(202).json(run);
      },
    ),
  );

  router.post(`${OPERATIONS}/:id/preview`, (req, res) =>
    admit(
      req,
      {
        eventId: 'operation-preview',
        severityLevel: 'low',
        permission: operatePermission,
      },
      async ({ stack, credentials }) => {
        const { id } = req.params;
        res.json(await operations.preview(stack, id, req.body, credentials));
      },
    ),
  );

  router.get(`${OPERATIONS}/runs/:runId`, (req, res) =>
    admit(
      req,
      {
        eventId: 'operation-run-read',
        severityLevel: 'low',
        permission: signalsReadPermission,
      },
      async ({ stack, credentials }) => {
        const { runId } = req.params;
        res.json(await operations.getRun(stack, runId, credentials));
      },
    ),
  );
}
