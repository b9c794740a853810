import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  gitRepositoryPushPermission,
  RESOURCE_TYPE_GIT_REPOSITORY,
  type Repository,
} from '@enginehouse/plugin-git-host-common';
import request, { type Test } from 'supertest';
import { gitHostPlugin } from '../plugin';

/** Ada owns what she makes, Bob looks on. */
export const ADA = 'user:default/ada';
export const BOB = 'user:default/bob';

/** Reading and making is everybody's, pushing the owner's: what the portal's policy says. */
const ownersPush = mockServices.permissions.mock({
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  authorizeConditional: async (requests, options) =>
    requests.map(({ permission }): PolicyDecision => {
      const principal = options?.credentials.principal as {
        userEntityRef?: string;
      };
      if (
        permission.name !== gitRepositoryPushPermission.name ||
        !principal.userEntityRef
      ) {
        return { result: AuthorizeResult.ALLOW };
      }
      return {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'git-host',
        resourceType: RESOURCE_TYPE_GIT_REPOSITORY,
        conditions: {
          rule: 'IS_OWNER',
          resourceType: RESOURCE_TYPE_GIT_REPOSITORY,
          params: { claims: [principal.userEntityRef] },
        },
      };
    }),
});

/** A host over HTTP, and what people do with it. */
export interface Host {
  server: Server;
  /** Makes a repository as its owner would through the API. */
  create(body: object, as?: string): Test;
  made(name: string, as?: string): Promise<Repository>;
  /** The address git is given, with somebody's password in it. */
  remote(path: string, as?: string): Promise<string>;
  url: string;
  stop(): Promise<void>;
}

/** Starts the plugin on a folder. */
export async function hostOn(
  directory: string,
  options: {
    gitHost?: object;
    features?: BackendFeature[];
    permissions?: BackendFeature;
  } = {},
): Promise<Host> {
  const backend = await startTestBackend({
    features: [
      gitHostPlugin,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          gitHost: { enabled: true, directory, ...options.gitHost },
        },
      }),
      options.permissions ?? ownersPush.factory,
      ...(options.features ?? []),
    ],
  });
  const { server } = backend;
  const url = `http://localhost:${
    (server.address() as AddressInfo).port
  }/api/git-host`;
  const create: Host['create'] = (body, as = ADA) =>
    request(server)
      .post('/api/git-host/v1/repositories')
      .set('authorization', mockCredentials.user.header(as))
      .send(body);
  return {
    ...{ server, url, create },
    stop: () => backend.stop(),
    async made(name, as = ADA) {
      return (await create({ owner: as, name }, as).expect(201)).body;
    },
    async remote(path, as = ADA) {
      const { body } = await request(server)
        .post('/api/git-host/v1/credentials')
        .set('authorization', mockCredentials.user.header(as))
        .expect(201);
      const remote = new URL(`${url}/repos/${path}`);
      remote.username = body.username;
      remote.password = body.password;
      return remote.href;
    },
  };
}
