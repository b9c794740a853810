import { databaseCluster } from './databaseCluster';
import type { ProtectionSwitch } from './ProtectionSwitch';

/** By resource type: what the definitions protect against deletion. Another type is lifted with AWS's own tools, and plans say so. */
const SWITCHES: Partial<Record<string, ProtectionSwitch>> = {
  'AWS::RDS::DBCluster': databaseCluster,
};

/** The switch of a resource type; `undefined` when there is none. */
export function protectionSwitchOf(
  resourceType: string,
): ProtectionSwitch | undefined {
  return SWITCHES[resourceType];
}
