import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  BackstageCredentials,
  BackstagePrincipalTypes,
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

/** A request about an entity. */
export type AdmittedRequest = NonNullable<
  AuditorServiceCreateEventOptions['request']
> & { params: EntityName };

/** A request that was let in: who asks, and the stack of the entity they named. */
export interface Admitted<Kind extends keyof BackstagePrincipalTypes = 'user'> {
  stack: Stack;
  credentials: BackstageCredentials<BackstagePrincipalTypes[Kind]>;
}

/** Opens an auditor event, lets the caller in or refuses, answers, and ends the event as the answer ends. */
export type AdmitAny = <Kind extends keyof BackstagePrincipalTypes>(
  request: AdmittedRequest,
  demand: Demand,
  allow: Kind[],
  answer: (admitted: Admitted<Kind>) => Promise<void>,
) => Promise<void>;

/** The same, for people alone. */
export type Admit = (
  request: AdmittedRequest,
  demand: Demand,
  answer: (admitted: Admitted) => Promise<void>,
) => Promise<void>;

export function createAdmit(options: {
  access: StackAccess;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
}): { admit: Admit; admitAny: AdmitAny } {
  const { access, auditor, httpAuth } = options;
  const admitAny: AdmitAny = async (request, demand, allow, answer) => {
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
      const credentials = await httpAuth.credentials(request, { allow });
      const stack = await access.stack(entity, permission, credentials);
      await answer({ stack, credentials });
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
    await event.success();
  };
  return {
    admitAny,
    admit: (request, demand, answer) =>
      admitAny(request, demand, ['user'], answer),
  };
}
