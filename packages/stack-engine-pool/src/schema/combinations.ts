import { z } from 'zod';
import { hasLocalDisk } from '../instanceType';

interface Refusal {
  path: string[];
  message: string;
  accepted: string;
}

/** What combinations need to be judged; the schema of the pool is wider. */
interface Combined {
  instanceType: string;
  endpoint: { nlbInternal: boolean };
  network: { vpcId?: string; allowedCidrs: string[] };
  storage: { cache: 'EBS' | 'EFS' | 'DISK' };
  featureFlags: {
    sharedCacheEfs: boolean;
    enableEcrMirror: boolean;
    ecrMirrorSecretArn?: string;
  };
  compliance: { forbidPublicExposure: boolean; forbidNoKms: boolean };
}

/**
 * Refuses options that exclude one another, each at the option to change and with the
 * rule that forbids it. What only a lookup can tell is refused by `refuse`.
 */
export function refuseCombinations(
  config: Combined,
  context: z.core.$RefinementCtx,
): void {
  for (const { path, message, accepted } of [
    ...endpoint(config),
    ...cache(config),
    ...mirror(config),
  ]) {
    context.addIssue({ code: 'custom', path, message, params: { accepted } });
  }
}

function* endpoint({
  endpoint: { nlbInternal },
  network: { vpcId, allowedCidrs },
  compliance,
}: Combined): Generator<Refusal> {
  if (nlbInternal) return;
  const path = ['endpoint', 'nlbInternal'];
  if (compliance.forbidPublicExposure) {
    yield {
      path,
      message: 'is forbidden by compliance.forbidPublicExposure',
      accepted: 'true, unless compliance.forbidPublicExposure is false',
    };
  }
  if (vpcId) {
    yield {
      path,
      message:
        'needs public subnets, and of an existing VPC only private ones are used',
      accepted: 'true, or no network.vpcId',
    };
  }
  if (allowedCidrs.length === 0) {
    yield {
      path: ['network', 'allowedCidrs'],
      message: 'must say who may reach a public endpoint',
      accepted: 'at least one address range',
    };
  }
}

function* cache({
  instanceType,
  storage,
  featureFlags,
  compliance,
}: Combined): Generator<Refusal> {
  const path = ['storage', 'cache'];
  if (storage.cache === 'DISK') {
    if (compliance.forbidNoKms) {
      yield {
        path,
        message:
          'is forbidden by compliance.forbidNoKms: disks of an instance are encrypted by a key of their host, not of KMS',
        accepted: '"EBS" or "EFS", unless compliance.forbidNoKms is false',
      };
    }
    if (!hasLocalDisk(instanceType)) {
      yield {
        path,
        message: `needs disks, which ${instanceType} does not have`,
        accepted:
          'an instanceType with disks of its own such as c7gd.large or m6id.large',
      };
    }
  }
  if (featureFlags.sharedCacheEfs && storage.cache !== 'EFS') {
    yield {
      path: ['featureFlags', 'sharedCacheEfs'],
      message: 'hands caches on over EFS, where they are not kept',
      accepted: 'false, or storage.cache "EFS"',
    };
  }
}

function* mirror({ featureFlags }: Combined): Generator<Refusal> {
  const { enableEcrMirror, ecrMirrorSecretArn } = featureFlags;
  if (enableEcrMirror === (ecrMirrorSecretArn !== undefined)) return;
  yield {
    path: ['featureFlags', 'ecrMirrorSecretArn'],
    message: enableEcrMirror
      ? 'is required: ECR signs in to ghcr.io with it'
      : 'is used by the mirror only',
    accepted: enableEcrMirror
      ? 'the ARN of a secret whose name starts with ecr-pullthroughcache/'
      : 'nothing, or featureFlags.enableEcrMirror true',
  };
}
