import { Stack } from 'aws-cdk-lib';
import { DatabaseSecret } from 'aws-cdk-lib/aws-rds';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '@enginehouse/stack-kit/build';
import { IConstruct } from 'constructs';
import { databaseUsers } from '../names';

/** Name and password of each database user but the owner, whose secret comes with the cluster. */
export function addUserSecrets(stack: Stack): ISecret[] {
  return [
    new DatabaseSecret(stack, 'AppUser', { username: databaseUsers.app }),
    new DatabaseSecret(stack, 'DevUser', { username: databaseUsers.dev }),
  ].map(withoutRotation);
}

/** AWS rotates database secrets by a function that comes as a nested stack. */
export function withoutRotation<S extends IConstruct>(secret: S): S {
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'Clients show IAM tokens, only the proxy reads this password; rotation by AWS is a nested stack, whose changes a plan could not show.',
  );
  return secret;
}

/** The token clients of the cache show. */
export function addCacheToken(stack: Stack): Secret {
  const token = new Secret(stack, 'CacheToken', {
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
