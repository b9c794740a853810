import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

/** Does something inside an auditor event, which ends as it does. */
export async function audited(
  auditor: AuditorService,
  event: AuditorServiceCreateEventOptions,
  work: () => Promise<void>,
): Promise<void> {
  const opened = await auditor.createEvent(event);
  try {
    await work();
  } catch (error) {
    await opened.fail({ error: toError(error) });
    throw error;
  }
  await opened.success();
}
