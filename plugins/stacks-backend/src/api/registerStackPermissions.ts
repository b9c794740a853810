import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { stacksPermissions } from '@enginehouse/plugin-stacks-common';
import {
  stackPermissionRules,
  stackResourceRef,
} from '@enginehouse/plugin-stacks-node';
import type { StackStore } from '../stacks/StackStore';

/** Tells the permission framework what a stack is, whose it is, and what can be permitted. */
export function registerStackPermissions(
  registry: PermissionsRegistryService,
  stacks: StackStore,
): void {
  registry.addResourceType({
    resourceRef: stackResourceRef,
    permissions: stacksPermissions,
    rules: Object.values(stackPermissionRules),
    getResources: async names => {
      const rows = await stacks.rows(names);
      return names.map(name => {
        const row = rows.find(candidate => candidate.name === name);
        return row && { name, owner: row.owner };
      });
    },
  });
}
