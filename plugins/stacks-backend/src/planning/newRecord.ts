import type { Binding } from '@enginehouse/plugin-stacks-common';
import type { LookupValues } from '@enginehouse/stack-kit';
import { v4 as uuid } from 'uuid';
import type { ResolvedRequest } from './request/resolveRequest';
import type { PlanRecord, Planning } from './types';

const LIFETIME_MS = 24 * 60 * 60 * 1_000;

/** The record of a plan whose changes are not known yet. */
export function newRecord(
  { request, credentials }: Planning,
  resolved: ResolvedRequest,
  known: {
    isNewStack: boolean;
    lookups: LookupValues;
    binds?: Binding[];
  },
): PlanRecord {
  const { stack, environment, loaded, context } = resolved;
  const { action, manifest, config, origin } = resolved;
  const { service, component, owner } = context;
  const now = Date.now();
  const who = {
    id: uuid(),
    stack,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + LIFETIME_MS).toISOString(),
    createdBy: credentials.principal.userEntityRef,
  };
  return {
    ...who,
    state: 'planning',
    request,
    plan: {
      ...who,
      ...{ action, service, component, owner, manifest, config, origin },
      ...known,
      definition: loaded.definition.id,
      definitionVersion: loaded.version,
      environment: environment.name,
      account: environment.account,
      region: environment.region,
      summary: {
        ...{ added: 0, changed: 0, replaced: 0, removed: 0 },
        ...{ iam: 'none', network: 'none' },
      },
      changes: [],
      security: { statements: [], network: [], capabilities: [] },
      findings: [],
      notices: [],
    },
  };
}
