import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { fileRoutes } from './fileRoutes';
import { gitRoutes } from './gitRoutes';
import { repositoryRoutes } from './repositoryRoutes';
import type { RouterOptions } from './RouterOptions';

/** All routes of the host: `/v1` for the portal's clients, `/repos` for git and for files by address. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use('/v1', repositoryRoutes(options));
  router.use('/repos', fileRoutes(options), gitRoutes(options));
  return router;
}
