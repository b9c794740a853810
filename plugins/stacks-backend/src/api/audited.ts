import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';

/** What is audited about a request. */
export type AuditedEvent = Required<
  Pick<AuditorServiceCreateEventOptions, 'eventId' | 'severityLevel'>
> & {
  /** Ids only. */
  meta?: JsonObject;
};

/** Answers a request; what it returns is added to the event. */
export type AuditedHandler = () => Promise<JsonObject | void>;

/** Answers a request inside an auditor event, which ends as the handler does. */
export type Audited = (
  request: NonNullable<AuditorServiceCreateEventOptions['request']>,
  event: AuditedEvent,
  handler: AuditedHandler,
) => Promise<void>;

export function auditedBy(auditor: AuditorService): Audited {
  return async (request, event, handler) => {
    const audit = await auditor.createEvent({ ...event, request });
    try {
      const meta = await handler();
      await audit.success(meta ? { meta } : undefined);
    } catch (error) {
      await audit.fail({ error: toError(error) });
      throw error;
    }
  };
}
