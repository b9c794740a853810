import type {
  OperationTarget,
  Resource,
} from '@enginehouse/plugin-operations-node';

/** The Auto Scaling group that an operation is done to. @throws TypeError for a unit */
export function groupTarget(target: OperationTarget): Resource {
  if (target.kind !== 'resource') {
    throw new TypeError('This is done to an Auto Scaling group, not to a unit');
  }
  return target.resource;
}
