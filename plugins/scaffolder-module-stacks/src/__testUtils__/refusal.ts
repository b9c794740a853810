import { ResponseError } from '@backstage/errors';

/** What the client throws when the server names one thing wrong with the input. */
export const refusal = (path: string, message: string, accepted: string) =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: {
          name: 'InputError',
          message,
          issues: [{ path, message, accepted }],
        },
        response: { statusCode: 400 },
      }),
      { status: 400, headers: { 'content-type': 'application/json' } },
    ),
  );
