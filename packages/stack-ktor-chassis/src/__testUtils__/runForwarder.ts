import { runInNewContext } from 'node:vm';
import { FORWARD_FINDING } from '../build/forwardFinding';

/** Event of a finished scan, as EventBridge delivers it (ECR: Events and EventBridge). */
export const recordedEvent = {
  version: '0',
  id: '85fc3613-e913-7fc4-a80c-a3753e4aa9ae',
  'detail-type': 'ECR Image Scan',
  source: 'aws.ecr',
  account: '123456789012',
  time: '2026-01-29T02:36:48Z',
  region: 'ap-northeast-2',
  resources: [
    'arn:aws:ecr:ap-northeast-2:123456789012:repository/chassis/prod/service',
  ],
  detail: {
    'scan-status': 'COMPLETE',
    'repository-name': 'chassis/prod/service',
    'finding-severity-counts': { CRITICAL: 2, HIGH: 1, MEDIUM: 9 },
    'image-digest':
      'sha256:7f5b2640fe6fb4f46592dfd3410c4a79dac4f89e4782432e0378abcd1234abcd',
    'image-tags': ['2026-01-29-4f2a'],
  },
};

/**
 * Runs the function's code as Lambda does: as a CommonJS module that exports its handler.
 *
 * @param sdk - what it gets for `@aws-sdk/client-sns`
 */
export async function runForwarder(
  event: object,
  env: Record<string, string>,
  sdk: object,
): Promise<void> {
  const exports: { handler?: (event: object) => Promise<void> } = {};
  runInNewContext(FORWARD_FINDING, {
    exports,
    process: { env },
    require: (name: string) => {
      if (name !== '@aws-sdk/client-sns') throw new Error(`no module ${name}`);
      return sdk;
    },
  });
  await exports.handler?.(event);
}
