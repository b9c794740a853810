import { InputError } from '@backstage/errors';
import {
  gitRepositoryReadPermission,
  type GitCredential,
} from '@enginehouse/plugin-git-host-common';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { Maker } from '../repositories/Repositories';
import type { RouterOptions } from './RouterOptions';
import { audited } from './audited';

const requestSchema = z.strictObject({
  owner: z.string().min(1),
  name: z.string().min(1),
  description: z.string().max(500).optional(),
});

/** Routes of the portal's own clients: make and find repositories, make a password for git. */
export function repositoryRoutes(options: RouterOptions): Router {
  const { auditor, auth, authorizer, httpAuth, repositories } = options;
  const router = PromiseRouter();
  router.use(express.json());

  router.post('/repositories', (req, res) =>
    audited(
      auditor,
      {
        eventId: 'repository-create',
        severityLevel: 'medium',
        request: req,
        meta: { owner: String(req.body?.owner), name: String(req.body?.name) },
      },
      async () => {
        const credentials = await httpAuth.credentials(req, {
          allow: ['user', 'service'],
        });
        await authorizer.requireCreate(credentials);
        const made = await repositories.create(
          parsed(req.body),
          await makerOf(credentials, options),
        );
        res.status(201).json(made);
      },
    ),
  );

  router.get('/repositories/:owner/:name', async (req, res) => {
    const found = await authorizer.require(
      gitRepositoryReadPermission,
      req.params,
      await httpAuth.credentials(req),
    );
    res.json(repositories.describe(found));
  });

  router.post('/credentials', (req, res) =>
    audited(
      auditor,
      {
        eventId: 'credential-create',
        severityLevel: 'medium',
        request: req,
      },
      async () => {
        const credentials = await httpAuth.credentials(req, {
          allow: ['user'],
        });
        const { token, expiresAt } = await auth.getLimitedUserToken(
          credentials,
        );
        const made: GitCredential = {
          username: 'portal',
          password: token,
          expiresAt: expiresAt.toISOString(),
        };
        res.setHeader('cache-control', 'no-store');
        res.status(201).json(made);
      },
    ),
  );

  return router;
}

function parsed(body: unknown): z.infer<typeof requestSchema> {
  const result = requestSchema.safeParse(body);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InputError(
      `/${issue.path.join('/')}: ${
        issue.message
      }; accepted: { owner, name, description? }`,
    );
  }
  return result.data;
}

async function makerOf(
  credentials: Awaited<ReturnType<RouterOptions['httpAuth']['credentials']>>,
  { auth, userInfo }: RouterOptions,
): Promise<Maker> {
  if (auth.isPrincipal(credentials, 'service')) {
    return { ref: credentials.principal.subject };
  }
  const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
    credentials,
  );
  return { ref: userEntityRef, claims: ownershipEntityRefs };
}
