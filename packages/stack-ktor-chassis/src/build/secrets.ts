import { DatabaseSecret } from 'aws-cdk-lib/aws-rds';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { Construct } from 'constructs';

/** Name and password of a database user. */
export function addUserSecret(
  scope: Construct,
  id: string,
  username: string,
): DatabaseSecret {
  const secret = new DatabaseSecret(scope, id, { username });
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'Clients show IAM tokens, only the proxy reads this password; rotation by AWS is a nested stack, whose changes a plan could not show.',
  );
  return secret;
}

/** The token clients of the cache show. */
export function addCacheToken(scope: Construct): Secret {
  const token = new Secret(scope, 'Token', {
    description: 'Token that clients of the cache authenticate with',
    generateSecretString: { excludePunctuation: true, passwordLength: 64 },
  });
  acknowledge(
    token,
    'AwsSolutions-SMG4',
    'ElastiCache takes a new token by an update of its own; Secrets Manager has no rotation that does it.',
  );
  return token;
}
