import type { Source } from '@enginehouse/plugin-operations-node';
import { customResourceRemains } from './functionRemains';

/** Custom resources: functions of the stack make them. */
export const customResource: Source = {
  resourceType: 'AWS::CloudFormation::CustomResource',
  title: 'Custom resource',
  remains: customResourceRemains,
};
