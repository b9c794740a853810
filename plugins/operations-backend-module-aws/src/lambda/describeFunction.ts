import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import type { AwsHandle, Resource } from '@enginehouse/plugin-operations-node';

const SHARED_FOR_MS = 30_000;

/** A function as Lambda sees it, shared for some seconds between all who look. */
export function describeFunction(
  { id }: Resource,
  aws: AwsHandle,
): Promise<FunctionConfiguration> {
  const client = aws.client(LambdaClient);
  return aws.read(
    {
      action: 'lambda:GetFunctionConfiguration',
      key: `GetFunctionConfiguration ${id}`,
      ttl: SHARED_FOR_MS,
    },
    () =>
      client.send(new GetFunctionConfigurationCommand({ FunctionName: id })),
  );
}
