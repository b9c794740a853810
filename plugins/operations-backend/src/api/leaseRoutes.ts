import {
  leaseCreatePermission,
  leaseDeletePermission,
  leaseReadPermission,
} from '@enginehouse/plugin-operations-common';
import type { LeaseCaller } from '../leases/LeaseCallers';
import { howToLease } from '../leases/howToLease';
import type { Admitted, AdmittedRequest, Demand } from './admit';
import type { ApiRouter, RouterOptions } from './RouterOptions';

const LEASES = '/v1/entities/:kind/:namespace/:name/engines/leases';

type AdmittedCaller = Admitted<'user' | 'service'> & { caller: LeaseCaller };

/** Units given to sessions: to people, and to the services that are configured. */
export function addLeaseRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { access, admitAny, contexts, leaseCallers, leases } = options;

  const admit = (
    request: AdmittedRequest,
    demand: Demand,
    answer: (admitted: AdmittedCaller) => Promise<void>,
  ) =>
    admitAny(request, demand, ['user', 'service'], admitted =>
      answer({
        ...admitted,
        caller: leaseCallers.of(admitted.credentials, admitted.stack.name),
      }),
    );

  router.get(LEASES, (req, res) =>
    admit(
      req,
      {
        eventId: 'leases-list',
        severityLevel: 'low',
        permission: leaseReadPermission,
      },
      async ({ stack, credentials }) => {
        const { placement, words } = leases.placementOf(stack);
        const context = await contexts.of(stack);
        const [listed, mayCreate, mayDelete, base] = await Promise.all([
          leases.list(context),
          access.allows(stack, leaseCreatePermission, credentials),
          access.allows(stack, leaseDeletePermission, credentials),
          options.discovery.getExternalBaseUrl('operations'),
        ]);
        res.json({
          ...listed,
          allowed: { create: mayCreate, delete: mayDelete },
          connect: [
            howToLease(`${base}${req.path}`, words),
            placement.connect(context),
          ],
        });
      },
    ),
  );

  router.post(LEASES, (req, res) =>
    admit(
      req,
      {
        eventId: 'lease-create',
        severityLevel: 'medium',
        permission: leaseCreatePermission,
      },
      async ({ stack, caller }) => {
        leases.placementOf(stack);
        const context = await contexts.of(stack);
        const lease = await leases.give(context, caller.name, req.body);
        res.status(201).json(lease);
      },
    ),
  );

  router.delete(`${LEASES}/:leaseId`, (req, res) =>
    admit(
      req,
      {
        eventId: 'lease-delete',
        severityLevel: 'medium',
        permission: leaseDeletePermission,
      },
      async ({ stack, caller }) => {
        leases.placementOf(stack);
        await leases.takeBack(stack.name, req.params.leaseId, caller);
        res.status(204).end();
      },
    ),
  );
}
