import type { ResourceRef } from '@enginehouse/plugin-stacks-common';
import { protectionSwitchOf } from './protectionSwitches';

/** How a person lifts the same protection with AWS's own client; the stack's own one where the type has no switch here. */
export function liftingCommand(lifted: ResourceRef): string {
  const { resourceType, physicalId = '' } = lifted;
  return (
    protectionSwitchOf(resourceType)?.command(physicalId) ??
    `aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${physicalId}`
  );
}
