import {
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';

/** Writes lines to a stream, which is made when there is none; `at` is in milliseconds since the epoch. */
export async function writeLines(
  client: CloudWatchLogsClient,
  logGroupName: string,
  logStreamName: string,
  lines: { at: number; message: string }[],
): Promise<void> {
  const stream = { logGroupName, logStreamName };
  try {
    await client.send(new CreateLogStreamCommand(stream));
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  }
  await client.send(
    new PutLogEventsCommand({
      ...stream,
      logEvents: lines.map(({ at, message }) => ({ timestamp: at, message })),
    }),
  );
}
