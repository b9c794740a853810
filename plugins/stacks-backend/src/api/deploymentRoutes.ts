import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, InputError } from '@backstage/errors';
import { stackReadPermission } from '@enginehouse/plugin-stacks-common';
import { toDeploymentEvent } from '../deployments/DeploymentStore';
import { fileOf } from '../evidence/EvidenceStore';
import { readBundle } from '../evidence/readBundle';
import type { ApiRouter, RouterOptions } from './RouterOptions';
import { StreamLimit } from './StreamLimit';
import { streamDeployment } from './streamDeployment';

const EVENTS_LIMIT = 1_000;

/** Deployments and their events. */
export function addDeploymentRoutes(
  router: ApiRouter,
  options: RouterOptions,
): void {
  const { audited, authorizer, aws, evidence, httpAuth } = options;
  const { deploymentReader, deploymentStore } = options;
  const streams = new StreamLimit();

  router.get('/v1/stacks/:name/deployments', (req, res) =>
    audited(
      req,
      {
        eventId: 'deployments-list',
        severityLevel: 'low',
        meta: { stack: req.params.name },
      },
      async () => {
        const credentials = await httpAuth.credentials(req);
        const { name } = req.params;
        await authorizer.requireOnStack(stackReadPermission, name, credentials);
        res.json(await deploymentStore.list(name, req.query));
      },
    ),
  );

  router.get('/v1/deployments/:id', (req, res) =>
    audited(
      req,
      {
        eventId: 'deployment-read',
        severityLevel: 'low',
        meta: { deployment: req.params.id },
      },
      async () => {
        const credentials = await httpAuth.credentials(req);
        await requireRead(req.params.id, credentials);
        res.json(await deploymentReader.get(req.params.id));
      },
    ),
  );

  router.get('/v1/deployments/:id/evidence', (req, res) =>
    audited(
      req,
      {
        eventId: 'deployment-evidence-read',
        severityLevel: 'medium',
        meta: { deployment: req.params.id },
      },
      async () => {
        const credentials = await httpAuth.credentials(req);
        await requireRead(req.params.id, credentials);
        const row = await evidence.stored(req.params.id);
        const deployment = await deploymentStore.get(req.params.id);
        const environment = aws.environment(deployment.environment);
        const bytes = await readBundle(aws, environment, row);
        res.attachment(fileOf(row)).type('application/x-tar').end(bytes);
      },
    ),
  );

  router.get('/v1/deployments/:id/events', async (req, res) => {
    const { id } = req.params;
    const whoAsks = () =>
      httpAuth.credentials(req, { allow: ['user', 'service'] });
    const admit = async () => {
      const credentials = await whoAsks();
      requireSession(credentials);
      await requireRead(id, credentials);
    };
    await audited(
      req,
      {
        eventId: 'deployment-events-read',
        severityLevel: 'low',
        meta: { deployment: id },
      },
      admit,
    );
    const after = afterOf(req.get('last-event-id'), req.query.after);
    const accepted = req.accepts(['application/json', 'text/event-stream']);
    if (accepted === 'text/event-stream') {
      const mayGoOn = () =>
        admit().then(
          () => true,
          () => false,
        );
      await streams.within(callerOf(await whoAsks()), () =>
        streamDeployment(options, { id, after, response: res, mayGoOn }),
      );
    } else {
      const limit = req.query.limit ?? EVENTS_LIMIT;
      const rows = await deploymentStore.events(id, { after, limit });
      res.json({ items: rows.map(toDeploymentEvent) });
    }
  });

  async function requireRead(id: string, credentials: BackstageCredentials) {
    await authorizer.readable(credentials);
    const { stack } = await deploymentStore.get(id);
    await authorizer.requireOnStack(stackReadPermission, stack, credentials);
  }
}

function callerOf({
  principal,
}: BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>): string {
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}

/** A request is authenticated once, however long it is answered. @throws AuthenticationError when the session is over by now */
function requireSession({ expiresAt }: BackstageCredentials): void {
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    throw new AuthenticationError('The session is over: sign in again');
  }
}

/** The seq after which a client wants events: of its last one when it comes back. */
function afterOf(lastEventId: string | undefined, after = 0): number {
  if (lastEventId === undefined) return after;
  const seq = Number(lastEventId);
  if (!Number.isInteger(seq) || seq < 0) {
    throw new InputError(
      `The header Last-Event-ID is '${lastEventId}'; accepted is the id of an event`,
    );
  }
  return seq;
}
