import type { Change, ResourceRef } from '@enginehouse/plugin-stacks-common';
import { protectionSwitchOf } from '../../protection/protectionSwitches';
import { groupOf } from '../compare/groupOf';
import { summarize } from '../compare/summarize';
import type { Stage1 } from '../compareWithDeployed';

/**
 * What lifting protection does where CloudFormation cannot: each service is asked by itself, and the template keeps saying what it said.
 *
 * @param on - what is protected now, each of a type with a switch
 */
export function liftDirectly(
  on: readonly ResourceRef[],
): Omit<Stage1['view'], 'cost'> {
  const changes = on.map(
    ({ logicalId, resourceType, physicalId }): Change => ({
      ...{ logicalId, resourceType, physicalId },
      action: 'modify',
      group: groupOf(undefined, resourceType),
      properties: [
        {
          path: protectionSwitchOf(resourceType)?.property ?? '',
          before: true,
          after: false,
          replaces: 'never',
        },
      ],
    }),
  );
  const security = { statements: [], network: [], capabilities: [] };
  return {
    ...{ changes, security, findings: [], notices: [] },
    summary: summarize(changes, security),
  };
}
