import type { DBProxyTarget } from '@aws-sdk/client-rds';
import { databaseCondition } from './databaseCondition';
import { proxyCondition } from './proxyCondition';

describe('databaseCondition', () => {
  it.each([
    ['available', 'healthy'],
    ['backing-up', 'healthy'],
    ['configuring-log-exports', 'healthy'],
    ['rebooting', 'degraded'],
    ['failing-over', 'degraded'],
    ['stopped', 'unhealthy'],
    ['storage-full', 'unhealthy'],
    ['incompatible-parameters', 'unhealthy'],
    ['inaccessible-encryption-credentials-recoverable', 'unhealthy'],
    ['deleting', 'unknown'],
    ['something-new', 'unknown'],
  ])('takes %s for %s', (said, status) => {
    const reason = status === 'healthy' ? {} : { reason: `RDS says ${said}` };
    expect(databaseCondition(said)).toEqual({ status, ...reason });
  });
});

describe('proxyCondition', () => {
  const target = (
    State: 'AVAILABLE' | 'REGISTERING' | 'UNAVAILABLE',
    more: DBProxyTarget['TargetHealth'] = {},
  ): DBProxyTarget => ({
    Type: 'RDS_INSTANCE',
    TargetHealth: { State, ...more },
  });
  const tracked: DBProxyTarget = { Type: 'TRACKED_CLUSTER' };
  const lost = target('UNAVAILABLE', {
    Reason: 'UNREACHABLE',
    Description: 'The proxy cannot connect',
  });

  it.each<[string, string, DBProxyTarget[], string, string | undefined]>([
    [
      'reaches all',
      'available',
      [tracked, target('AVAILABLE'), target('AVAILABLE')],
      'healthy',
      undefined,
    ],
    [
      'reaches one of two',
      'available',
      [target('AVAILABLE'), lost],
      'degraded',
      '1 of 2 databases behind it: The proxy cannot connect (UNREACHABLE)',
    ],
    [
      'reaches none',
      'available',
      [lost, lost],
      'unhealthy',
      '2 of 2 databases behind it: The proxy cannot connect (UNREACHABLE)',
    ],
    ['has none', 'available', [], 'unhealthy', 'no database is registered'],
    [
      'is suspended',
      'suspended',
      [target('AVAILABLE')],
      'unhealthy',
      'RDS Proxy says suspended',
    ],
  ])('of one that %s', (_, Status, targets, status, reason) => {
    expect(proxyCondition({ Status: Status as 'available' }, targets)).toEqual({
      status,
      ...(reason && { reason }),
    });
  });
});
