/**
 * What AWS said, without the request and response that SDK errors carry: those hold signed headers.
 * @public
 */
export class AwsError extends Error {
  /** AWS's error code, such as `ValidationError`. */
  readonly code: string;
  readonly requestId?: string;
  readonly httpStatus?: number;

  constructor(options: {
    code: string;
    message: string;
    requestId?: string;
    httpStatus?: number;
  }) {
    super(options.message);
    this.name = 'AwsError';
    this.code = options.code;
    this.requestId = options.requestId;
    this.httpStatus = options.httpStatus;
  }
}

/**
 * AWS's error code of an error as the SDK threw it, or as `mapAwsError` mapped it.
 * @public
 */
export function awsErrorCode(error: unknown): string | undefined {
  return toAwsError(error)?.code;
}

/** The AWS error in an SDK error or in a mapped error, or `undefined` when there is none. */
export function toAwsError(error: unknown): AwsError | undefined {
  if (error instanceof AwsError) return error;
  if (!(error instanceof Error)) return undefined;
  if (error.cause instanceof AwsError) return error.cause;
  if (!('$metadata' in error)) return undefined;
  const metadata = error.$metadata as {
    requestId?: string;
    httpStatusCode?: number;
  };
  return new AwsError({
    code: error.name,
    message: error.message,
    requestId: metadata.requestId,
    httpStatus: metadata.httpStatusCode,
  });
}
