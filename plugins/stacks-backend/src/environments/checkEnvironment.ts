import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { toError } from '@backstage/errors';
import type { AwsService, Environment } from '@enginehouse/aws-node';
import type { EnvironmentCheck } from '@enginehouse/plugin-stacks-common';
import {
  BOOTSTRAP_VERSION_PARAMETER,
  bootstrapBucket,
  bootstrapCommand,
} from './bootstrap';

const ANSWER_WITHIN_MS = 15_000;

/** Checks that an environment's credentials belong to its account and that it is bootstrapped. What is wrong is in the answer, not thrown. */
export async function checkEnvironment(
  aws: AwsService,
  environment: Environment,
): Promise<EnvironmentCheck> {
  const checkedAt = new Date().toISOString();
  let identity: string | undefined;
  try {
    for (const role of ['read', 'deploy'] as const) {
      identity = await callerOf(aws, environment, role);
    }
  } catch (error) {
    return { ok: false, checkedAt, identity, error: toError(error).message };
  }
  try {
    const bootstrapVersion = await readBootstrapVersion(aws, environment);
    return { ok: true, checkedAt, identity, bootstrapVersion };
  } catch (thrown) {
    const error = toError(thrown);
    const missing = error.name === 'NotFoundError';
    return {
      ok: false,
      checkedAt,
      identity,
      error: missing
        ? `${environment.name} is not bootstrapped: ${error.message}`
        : error.message,
      ...(missing && { bootstrapCommand: bootstrapCommand(environment) }),
    };
  }
}

async function callerOf(
  aws: AwsService,
  environment: Environment,
  role: 'read' | 'deploy',
): Promise<string> {
  const sts = aws.client(environment, STSClient, { role });
  const answer = await aws.call(
    { environment, action: 'sts:GetCallerIdentity' },
    () => sts.send(new GetCallerIdentityCommand({}), withinTime()),
  );
  if (answer.Account !== environment.account) {
    throw new Error(
      `The ${role} credentials of ${environment.name} belong to account ${answer.Account} (${answer.Arn}); configured is ${environment.account}`,
    );
  }
  return answer.Arn ?? answer.Account;
}

async function readBootstrapVersion(
  aws: AwsService,
  environment: Environment,
): Promise<number> {
  const ssm = aws.client(environment, SSMClient, { role: 'read' });
  const { Parameter } = await aws.call(
    { environment, action: 'ssm:GetParameter' },
    () =>
      ssm.send(
        new GetParameterCommand({ Name: BOOTSTRAP_VERSION_PARAMETER }),
        withinTime(),
      ),
  );
  const s3 = aws.client(environment, S3Client, { role: 'deploy' });
  await aws.call({ environment, action: 's3:ListBucket' }, () =>
    s3.send(
      new HeadBucketCommand({ Bucket: bootstrapBucket(environment) }),
      withinTime(),
    ),
  );
  return Number(Parameter?.Value);
}

function withinTime() {
  return { abortSignal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
}
