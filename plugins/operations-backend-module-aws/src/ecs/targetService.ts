import type {
  OperationTarget,
  UnitReading,
} from '@enginehouse/plugin-operations-node';
import { SERVICE_TYPE } from './serviceId';

/** @throws when the operation is asked for anything but an ECS service */
export function targetService(target: OperationTarget): UnitReading {
  if (target.kind !== 'unit' || target.unit.resourceType !== SERVICE_TYPE) {
    throw new TypeError('Only an ECS service can be operated like this');
  }
  return target.unit;
}
