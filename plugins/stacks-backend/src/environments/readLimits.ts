import type { EnvironmentLimits } from '@enginehouse/plugin-stacks-common';
import { z } from 'zod';

const ANSWER_WITHIN_MS = 5_000;

const statusSchema = z.object({
  /** ISO time; physical ids, logs, metrics and alarm history exist from then on. */
  startedAt: z.iso.datetime({ offset: true }),
  limits: z.array(z.object({ detail: z.string() })),
});

/**
 * Reads what an environment says it cannot show honestly.
 *
 * @throws Error naming the URL when it cannot be read or says something else.
 */
export async function readLimits(
  statusUrl: string,
): Promise<EnvironmentLimits> {
  const response = await fetch(statusUrl, {
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!response.ok) {
    throw new Error(`${statusUrl} answered ${response.status}`);
  }
  const parsed = statusSchema.safeParse(await response.json());
  if (!parsed.success) {
    throw new Error(
      `${statusUrl} must answer startedAt and limits with their detail: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  const { startedAt, limits } = parsed.data;
  return { since: startedAt, sentences: limits.map(({ detail }) => detail) };
}
