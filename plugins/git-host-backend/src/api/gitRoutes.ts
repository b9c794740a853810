import { NotAllowedError } from '@backstage/errors';
import {
  gitRepositoryPushPermission,
  gitRepositoryReadPermission,
} from '@enginehouse/plugin-git-host-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { serveGit, type GitCall } from '../git/serveGit';
import { gitErrors } from './gitErrors';
import type { RouterOptions } from './RouterOptions';
import { audited } from './audited';

type Service = GitCall['service'];

const isService = (value: unknown): value is Service =>
  value === 'git-upload-pack' || value === 'git-receive-pack';

/** Git's smart HTTP protocol: clone, fetch and push. */
export function gitRoutes(options: RouterOptions): Router {
  const { auditor, auth, authenticator, authorizer } = options;
  const router = PromiseRouter();

  const serve = async (req: Request, res: Response, service: Service) => {
    const credentials = await authenticator.credentialsOf(req);
    const pushes = service === 'git-receive-pack';
    const repository = await authorizer.require(
      pushes ? gitRepositoryPushPermission : gitRepositoryReadPermission,
      {
        owner: req.params.owner,
        name: req.params.repository.replace(/\.git$/, ''),
      },
      credentials,
    );
    const endpoint = req.method === 'GET' ? 'info/refs' : service;
    await serveGit(req, res, {
      root: options.root,
      path: `/${repository.owner}/${repository.name}.git/${endpoint}`,
      service,
      pusher: pushes ? whoIs(credentials, auth) : undefined,
      maxBytes: options.maxPushBytes,
    });
  };

  router.get('/:owner/:repository/info/refs', async (req, res) => {
    const { service } = req.query;
    if (!isService(service)) {
      throw new NotAllowedError(
        "This host speaks git's smart HTTP protocol only: use git 1.6.6 or later",
      );
    }
    await serve(req, res, service);
  });

  router.post('/:owner/:repository/git-upload-pack', (req, res) =>
    serve(req, res, 'git-upload-pack'),
  );

  router.post('/:owner/:repository/git-receive-pack', async (req, res) => {
    const credentials = await authenticator.credentialsOf(req);
    await audited(
      auditor,
      {
        eventId: 'repository-push',
        severityLevel: 'medium',
        request: req,
        meta: {
          ...{ owner: req.params.owner, repository: req.params.repository },
          actor: whoIs(credentials, auth),
        },
      },
      () => serve(req, res, 'git-receive-pack'),
    );
  });

  router.use(gitErrors(options.logger));
  return router;
}

function whoIs(
  credentials: BackstageCredentials,
  auth: RouterOptions['auth'],
): string {
  if (auth.isPrincipal(credentials, 'user')) {
    return credentials.principal.userEntityRef;
  }
  return auth.isPrincipal(credentials, 'service')
    ? credentials.principal.subject
    : 'nobody';
}
