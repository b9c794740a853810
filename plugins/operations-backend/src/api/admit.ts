import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import type { EntityName, StackAccess } from '../access/StackAccess';

/** What a route demands. */
export interface Demand {
  /** Of the auditor event, kebab-case. */
  eventId: string;
  severityLevel: 'low' | 'medium';
  permission: ResourcePermission;
}

/** A request that was let in: a person, and the stack of the entity they named. */
export interface Admitted {
  stack: Stack;
  credentials: BackstageCredentials<BackstageUserPrincipal>;
}

/** Opens an auditor event, lets the caller in or refuses, answers, and ends the event as the answer ends. */
export type Admit = (
  request: NonNullable<AuditorServiceCreateEventOptions['request']> & {
    params: EntityName;
  },
  demand: Demand,
  answer: (admitted: Admitted) => Promise<void>,
) => Promise<void>;

export function createAdmit(options: {
  access: StackAccess;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
}): Admit {
  const { access, auditor, httpAuth } = options;
  return async (request, demand, answer) => {
    const { kind, namespace, name } = request.params;
    const entity = { kind, namespace, name };
    const { eventId, severityLevel, permission } = demand;
    const event = await auditor.createEvent({
      eventId,
      severityLevel,
      request,
      meta: { entityRef: stringifyEntityRef(entity) },
    });
    try {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const stack = await access.stack(entity, permission, credentials);
      await answer({ stack, credentials });
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
    await event.success();
  };
}
