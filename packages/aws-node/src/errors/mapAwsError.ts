import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { isThrottlingError } from '@smithy/core/retry';
import type { SdkError } from '@smithy/types';
import { toAwsError, type AwsError } from './AwsError';

/** Nothing is wrong with what was asked for, nor with what the role may do: it can be asked for again. */
const NOT_ACCEPTED =
  /^(ExpiredToken\w*|RequestExpired|RequestTimeTooSkewed|InvalidToken|InvalidAccessKeyId|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException)$/;

/**
 * What an error from AWS means to our callers; the one place where that is decided.
 *
 * @param options - `action`: the IAM action that was tried, such as `cloudformation:CreateChangeSet`
 * @returns ServiceUnavailableError (throttled, unreachable, failing, credentials expired or not known), NotAllowedError naming the IAM action, NotFoundError, ConflictError, InputError;
 * an error that is not AWS's is given back as it is. The cause is an `AwsError`.
 * @public
 */
export function mapAwsError(
  error: unknown,
  options: { action: string },
): Error {
  const { action } = options;
  if (!(error instanceof Error)) return new Error(`${action} failed: ${error}`);
  if (error.name === 'CredentialsProviderError') {
    return new ServiceUnavailableError(
      `No credentials for ${action}: ${error.message}`,
    );
  }
  if (isUnreachable(error)) {
    return new ServiceUnavailableError(
      `AWS could not be reached for ${action}: ${words(error)}`,
    );
  }
  if (!('$metadata' in error)) return error;
  const cause = toAwsError(error)!;
  const said = `${cause.code}: ${cause.message}`;
  if (isThrottlingError(error as SdkError)) {
    return new ServiceUnavailableError(
      `AWS throttles ${action} (${said})`,
      cause,
    );
  }
  if (NOT_ACCEPTED.test(cause.code)) {
    return new ServiceUnavailableError(
      `AWS does not accept the portal's credentials for ${action}: renew or mend them (${said})`,
      cause,
    );
  }
  if (isDenied(cause)) {
    const named = /perform: ([\w-]+:\w+)/.exec(cause.message)?.[1] ?? action;
    return new NotAllowedError(
      `AWS refuses ${named}: allow this action to the environment's role (${said})`,
      cause,
    );
  }
  if (isMissing(cause)) {
    return new NotFoundError(`${action} found nothing (${said})`, cause);
  }
  if (isConflict(cause)) {
    return new ConflictError(`${action} was refused (${said})`, cause);
  }
  if ((cause.httpStatus ?? 500) >= 500) {
    return new ServiceUnavailableError(
      `AWS failed at ${action} (${said})`,
      cause,
    );
  }
  return new InputError(`AWS did not accept ${action} (${said})`, cause);
}

/** Whether AWS throttled a call, in an error of the SDK or a mapped one. */
export function isThrottled(error: unknown): boolean {
  return error instanceof Error && isThrottlingError(error as SdkError);
}

/** Nobody answered: there is no HTTP status. */
function isUnreachable(error: Error): boolean {
  if ('$metadata' in error) return !toAwsError(error)?.httpStatus;
  const { code } = error as NodeJS.ErrnoException;
  return (
    ['AbortError', 'TimeoutError'].includes(error.name) ||
    /^(ECONN|ENOTFOUND|EPIPE|EHOSTUNREACH|ETIMEDOUT|EAI_AGAIN)/.test(code ?? '')
  );
}

/** The SDK wraps errors of the network in words of its own. */
function words({ message, name }: Error): string {
  return message.replace(/^AWS SDK error wrapper for \w+: /, '') || name;
}

const DENIED =
  /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthFailure|NotAuthorized\w*)$/;

function isDenied({ code, httpStatus }: AwsError): boolean {
  return DENIED.test(code) || httpStatus === 403;
}

function isMissing({ code, message, httpStatus }: AwsError): boolean {
  return (
    httpStatus === 404 ||
    /NotFound|NoSuch|NotExist|DoesNotExist/.test(code) ||
    (code === 'ValidationError' && /does not exist/.test(message))
  );
}

function isConflict({ code, httpStatus }: AwsError): boolean {
  return (
    httpStatus === 409 ||
    /AlreadyExists|InvalidChangeSetStatus|OperationInProgress|TokenAlreadyExists/.test(
      code,
    )
  );
}
