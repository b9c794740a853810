import type { Issue } from '@enginehouse/plugin-stacks-common';

type WireError = {
  name?: string;
  message?: string;
  issues?: Issue[];
  reasons?: string[];
  requestId?: string;
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function wireError(error: unknown): WireError | undefined {
  const body = isObject(error) && isObject(error.body) ? error.body : undefined;
  return isObject(body?.error) ? (body.error as WireError) : undefined;
}

/** The issues the backend named in a refused input; empty for any other error. @public */
export function issuesOf(error: unknown): Issue[] {
  return wireError(error)?.issues ?? [];
}

/** Why an apply was refused; empty for any other error. @public */
export function reasonsOf(error: unknown): string[] {
  return wireError(error)?.reasons ?? [];
}

const UNANSWERED = 'The portal did not answer';

/** What went wrong, where, and under which request: for people, never a stack trace. @public */
export type ErrorFacts = {
  /** For example `NotAllowedError`. */
  name: string;
  /** The backend's words; AWS's own when AWS refused; ours when no answer came. */
  message: string;
  /** No answer came at all: not even a refusal. */
  unanswered: boolean;
  /** HTTP status; absent when no answer came. */
  status?: number;
  /** Method and path of the request, when known. */
  where?: string;
  requestId?: string;
};

/** What there is to tell of a thrown value, whatever it is; a backend's own words come before those of the client. @public */
export function errorFactsOf(error: unknown): ErrorFacts {
  const wire = wireError(error);
  const fields = isObject(error) ? error : {};
  const body = isObject(fields.body) ? fields.body : {};
  const request = isObject(body.request) ? body.request : undefined;
  const status = fields.statusCode;
  // What fetch rejects with; its message differs by browser and says nothing to people.
  const unanswered = error instanceof TypeError;
  const ownWords = error instanceof Error ? error.message : String(error);
  return {
    name: wire?.name ?? (error instanceof Error ? error.name : 'Error'),
    message: wire?.message ?? (unanswered ? UNANSWERED : ownWords),
    unanswered,
    status: typeof status === 'number' ? status : undefined,
    where: request ? `${request.method} ${request.url}` : undefined,
    requestId: wire?.requestId,
  };
}
