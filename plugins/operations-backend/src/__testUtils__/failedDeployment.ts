import type {
  Deployment,
  DeploymentResource,
} from '@enginehouse/plugin-stacks-common';
import { ACCOUNT, REGION } from './stackFor';

/** A deployment of `checkout-sandbox` that failed at a resource. */
export function failedDeployment(options: {
  id: string;
  /** Milliseconds since the epoch. */
  start: number;
  failedAt: number;
  failed: { logicalId: string; resourceType: string; physicalId?: string };
  /** What else the deployment told of. */
  others?: { resourceType: string; physicalId: string }[];
}): Deployment {
  const { id, start, failedAt, failed, others = [] } = options;
  const at = new Date(failedAt).toISOString();
  return {
    id,
    stack: 'checkout-sandbox',
    kind: 'update',
    state: 'rolled-back',
    startedAt: new Date(start).toISOString(),
    endedAt: at,
    startedBy: 'user:default/mock',
    definition: 'some-definition',
    environment: 'sandbox',
    account: ACCOUNT,
    region: REGION,
    progress: { done: 0, total: 1 },
    resources: others.map(
      (other, index): DeploymentResource => ({
        ...other,
        logicalId: `Other${index}`,
        status: 'DELETE_COMPLETE',
        at,
      }),
    ),
    failure: { ...failed, at, reason: 'It did not come up', next: [] },
    lastSeq: 1,
    command: '',
  };
}
