import { pipeline } from 'node:stream/promises';
import { AuthenticationError } from '@backstage/errors';
import { gitRepositoryReadPermission } from '@enginehouse/plugin-git-host-common';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { GitObject } from '../repositories/RepositoryFiles';
import type { RepositoryRecord } from '../repositories/RepositoryStore';
import type { RouterOptions } from './RouterOptions';

/** Files without a clone: one of them, or all as a tar archive. Signed in as git is, so that curl can, too. */
export function fileRoutes(options: RouterOptions): Router {
  const { authenticator, authorizer, files } = options;
  const router = PromiseRouter();

  const found = async (req: Request, res: Response) => {
    try {
      return await authorizer.require(
        gitRepositoryReadPermission,
        { owner: req.params.owner, name: req.params.name },
        await authenticator.credentialsOf(req),
      );
    } catch (error) {
      if (error instanceof AuthenticationError) {
        res.setHeader('WWW-Authenticate', 'Basic realm="Enginehouse"');
      }
      throw error;
    }
  };

  router.get('/:owner/:name/raw/:ref/*', async (req, res) => {
    const repository: RepositoryRecord = await found(req, res);
    const { ref, 0: path } = req.params as Record<string, string>;
    const file = await files.file(repository, ref, path);
    // Never as what it claims to be: a page of a repository must not run as a page of the portal.
    await send(req, res, file, 'text/plain; charset=utf-8');
  });

  router.get('/:owner/:name/archive/:ref', async (req, res) => {
    const repository: RepositoryRecord = await found(req, res);
    const archive = await files.archive(repository, req.params.ref);
    await send(req, res, archive, 'application/x-tar');
  });

  return router;
}

async function send(
  req: Request,
  res: Response,
  object: GitObject,
  type: string,
): Promise<void> {
  res.type(type);
  const etag = `"${object.hash}"`;
  res.setHeader('etag', etag);
  res.setHeader('cache-control', 'private, no-cache');
  res.setHeader('x-content-type-options', 'nosniff');
  // Not `req.fresh`: fetch asks past all caches when it is given an etag, and Express then thinks the client has nothing.
  if (req.headers['if-none-match'] === etag) {
    res.status(304).end();
    return;
  }
  await pipeline(await object.open(), res);
}
