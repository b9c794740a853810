import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import { LookupMiss } from './LookupMiss';
import { SHARED_FOR } from './sharedFor';

/**
 * The value of a parameter.
 *
 * @param options - `ifMissing`: the value while there is no such parameter; `ttl`: how old a shared answer may be, in milliseconds
 * @throws LookupMiss when there is none, or it is a secret.
 */
export async function readSsmParameter(
  aws: AwsService,
  environment: Environment,
  name: string,
  options: { ifMissing?: string; ttl?: number } = {},
): Promise<string> {
  const { ifMissing, ttl = SHARED_FOR } = options;
  const ssm = aws.client(environment, SSMClient, { role: 'read' });
  const action = 'ssm:GetParameter';
  const answer = await aws
    .read({ environment, action, key: `${action} ${name}`, ttl }, () =>
      ssm.send(new GetParameterCommand({ Name: name })),
    )
    .catch(error => {
      if (error.name !== 'NotFoundError') throw error;
      if (ifMissing === undefined) {
        throw new LookupMiss('there is no such parameter');
      }
      return undefined;
    });
  if (answer?.Parameter?.Type === 'SecureString') {
    throw new LookupMiss('it is a secret, and a template may hold none');
  }
  return answer?.Parameter?.Value ?? ifMissing ?? '';
}
