import {
  coreServices,
  createServiceFactory,
  type AuditorService,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { stacksServiceRef } from '@enginehouse/plugin-stacks-node';
import request from 'supertest';
import operationsPlugin from '..';
import { FakePool } from './fakePool';
import { InMemoryStacks } from './InMemoryStacks';
import { portalConfig } from './portalConfig';
import { stackFor } from './stackFor';

const ENTITIES = '/api/operations/v1/entities/resource/default';

export type Method = 'get' | 'post' | 'delete';

/** A backend with the plugin and a fake pool, whose auditor events and ledger lines can be read. */
export async function startPlugin(
  options: {
    stack?: Partial<Stack>;
    /** Configuration below `operations`. */
    operations?: JsonObject;
    features?: BackendFeature[];
  } = {},
) {
  const config = portalConfig('http://localhost:1');
  const pool = new FakePool();
  const stacks = new InMemoryStacks(stackFor(options.stack));
  const audited: { eventId: string; outcome: string }[] = [];
  const auditor: AuditorService = {
    createEvent: async ({ eventId }) => ({
      success: async () => void audited.push({ eventId, outcome: 'success' }),
      fail: async ({ error }) =>
        void audited.push({ eventId, outcome: error.name }),
    }),
  };
  const backend = await startTestBackend({
    features: [
      operationsPlugin,
      pool.module,
      createServiceFactory({
        service: stacksServiceRef,
        deps: {},
        factory: () => stacks,
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => auditor,
      }),
      mockServices.rootConfig.factory({
        data: {
          ...config,
          operations: { ...config.operations, ...options.operations },
        },
      }),
      ...(options.features ?? []),
    ],
  });
  const callFor = (name: string, method: Method, path: string) =>
    request(backend.server)[method](`${ENTITIES}/${name}/${path}`);
  const call = (method: Method, path: string, body?: object) =>
    callFor('checkout-sandbox', method, path).send(body);
  const stop = () => backend.stop();
  return { pool, stacks, audited, call, callFor, stop };
}
