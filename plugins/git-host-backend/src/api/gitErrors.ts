import { finished } from 'node:stream';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { ErrorRequestHandler, Request } from 'express';

const STATUS: Record<string, number> = {
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  TooLargeError: 413,
  ServiceUnavailableError: 503,
};

const READ_ON_MS = 10_000;

/** Answers errors as git shows them to people: plain text, each line behind `remote:`; and 401 so that git asks for a password. */
export function gitErrors(logger: LoggerService): ErrorRequestHandler {
  return (thrown, req, res, next) => {
    if (res.headersSent) {
      next(thrown);
      return;
    }
    const error = toError(thrown);
    const status = STATUS[error.name] ?? 500;
    if (status >= 500) {
      logger.error(`${req.method} ${req.path}: ${error.message}`, error);
    }
    if (status === 401) {
      res.setHeader('WWW-Authenticate', 'Basic realm="Enginehouse"');
    }
    throwAway(req);
    res
      .status(status)
      .type('text/plain')
      .send(
        `${
          status === 500
            ? 'git failed; see the log of the portal'
            : error.message
        }\n`,
      );
  };
}

/** Reads on, for a while, what a refused client still sends: cut off in the middle, it would not read why. */
function throwAway(req: Request): void {
  const enough = setTimeout(() => req.socket.destroy(), READ_ON_MS);
  finished(req, () => clearTimeout(enough));
  req.resume();
}
