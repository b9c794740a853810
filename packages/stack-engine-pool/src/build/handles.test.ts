import type { Patch } from '@enginehouse/stack-kit';
import { KEY_ARN, synthesizePool } from '../__testUtils__/synthesizePool';

const patched = (
  patches: Patch[],
  ...[value, options]: Parameters<typeof synthesizePool>
) => synthesizePool(value, { ...options, patches });

it.each<[handle: string, type: string, path: string, value: Patch['value']]>([
  ['main', 'AWS::AutoScaling::AutoScalingGroup', '/Cooldown', '600'],
  [
    'nlb',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    '/IpAddressType',
    'dualstack',
  ],
  ['kms', 'AWS::KMS::Key', '/PendingWindowInDays', 30],
  ['bucket', 'AWS::S3::Bucket', '/ObjectLockEnabled', true],
  ['logs', 'AWS::Logs::LogGroup', '/RetentionInDays', 30],
])('the handle %s patches the %s of the pool', (handle, type, path, value) => {
  const { template, patches } = patched([{ handle, op: 'set', path, value }]);
  expect(patches).toEqual([
    expect.objectContaining({ handle, path, value, resourceType: type }),
  ]);
  const { Type, Properties } = template.Resources[patches[0].logicalId];
  expect(Type).toBe(type);
  expect(Properties).toMatchObject({ [path.slice(1)]: value });
});

it('a handle of what was there already is refused, with those that can be patched', () => {
  expect(() =>
    patched(
      [{ handle: 'kms', op: 'remove', path: '/EnableKeyRotation' }],
      { storage: { kmsKeyRef: 'alias/shared' } },
      {
        found: { key: { keyArn: KEY_ARN, keyId: KEY_ARN.split('/')[1] } },
      },
    ),
  ).toThrow(
    /names a resource that is not part of this stack.*accepted: main, nlb, bucket, logs/,
  );
});
