import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Where a page ended: lines written up to `until` are still to come, except those with `ids`. */
export interface PageCursor {
  /** Milliseconds since the epoch. */
  until: number;
  ids: string[];
  /** Lines received from then on are left to following. */
  receivedBefore?: number;
}

/** Behind the line that AWS received then, with that id. */
export interface FollowPosition {
  /** Milliseconds since the epoch. */
  receivedAt: number;
  id: string;
}

/** Where following goes on: in each group, and in groups that are not named. */
export interface FollowCursor {
  after: FollowPosition;
  groups: Record<string, FollowPosition>;
}

const pageCursor = z.strictObject({
  until: z.number(),
  ids: z.array(z.string()),
  receivedBefore: z.number().optional(),
});

const followPosition = z.strictObject({
  receivedAt: z.number(),
  id: z.string(),
});

const followCursor = z.strictObject({
  after: followPosition,
  groups: z.record(z.string(), followPosition),
});

/** Everything that AWS receives from then on; milliseconds since the epoch. */
export function followFrom(receivedAt: number): FollowCursor {
  return { after: { receivedAt, id: '' }, groups: {} };
}

/** Both kinds as text for URLs and SSE ids. */
export function encodeCursor(cursor: PageCursor | FollowCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws InputError naming the parameter */
export function decodePageCursor(text: string): PageCursor {
  return decode('cursor', text, pageCursor);
}

/** @throws InputError naming the parameter */
export function decodeFollowCursor(text: string): FollowCursor {
  return decode('after', text, followCursor);
}

function decode<T>(parameter: string, text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch {
    throw new InputError(
      `${parameter} is ${JSON.stringify(
        text,
      )}: only what an earlier answer gave is accepted`,
    );
  }
}
