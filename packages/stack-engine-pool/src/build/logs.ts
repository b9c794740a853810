import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { EnginePoolConfig } from '../schema';

/**
 * Logs of engines and TLS terminators. The group goes with the stack: its name is
 * fixed, so a retained one would stop the pool from being made again.
 */
export function addLogs(
  stack: Stack,
  { name, kms, config }: { name: string; kms: IKey; config: EnginePoolConfig },
): LogGroup {
  return new LogGroup(stack, 'Logs', {
    logGroupName: name,
    encryptionKey: kms,
    retention: config.observability.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
