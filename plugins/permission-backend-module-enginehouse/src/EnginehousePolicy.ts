import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  scaffolderPermissions,
  templateManagementPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  planCreatePermission,
  RESOURCE_TYPE_STACK,
  stackReadPermission,
} from '@enginehouse/plugin-stacks-common';
import {
  logsReadPermission,
  signalsReadPermission,
} from '@enginehouse/plugin-operations-common';

/** Everyone who is signed in. Reading and planning change nothing. */
const FOR_ALL: Permission[] = [
  stackReadPermission,
  planCreatePermission,
  signalsReadPermission,
  logsReadPermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationReadPermission,
  ...scaffolderPermissions.filter(
    permission => permission.name !== templateManagementPermission.name,
  ),
];

/**
 * Read and plan: whoever is signed in. Apply, destroy and operate: the recorded owner of the stack, by the conditional rule `IS_OWNER` that the
 * stacks backend evaluates against its ledger. A platform group: everything. All else is denied.
 *
 * @public
 */
export class EnginehousePolicy implements PermissionPolicy {
  readonly #platformGroups: ReadonlySet<string>;

  /** @throws TypeError naming the value when `enginehouse.permission.platformGroups` holds something that is not a full entity ref. */
  static fromConfig(config: RootConfigService): EnginehousePolicy {
    const key = 'enginehouse.permission.platformGroups';
    const groups = config.getOptionalStringArray(key) ?? [];
    for (const group of groups) {
      try {
        parseEntityRef(group);
      } catch {
        throw new TypeError(
          `${key}: '${group}' is not an entity ref; accepted: kind:namespace/name, for example group:default/platform`,
        );
      }
    }
    return new EnginehousePolicy(groups);
  }

  private constructor(platformGroups: string[]) {
    this.#platformGroups = new Set(
      platformGroups.map(ref => ref.toLocaleLowerCase('en-US')),
    );
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    const claims = user.info.ownershipEntityRefs;
    const isPlatform = claims.some(ref =>
      this.#platformGroups.has(ref.toLocaleLowerCase('en-US')),
    );
    if (isPlatform || FOR_ALL.some(open => isPermission(permission, open))) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (isResourcePermission(permission, RESOURCE_TYPE_STACK)) {
      return {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'stacks',
        resourceType: RESOURCE_TYPE_STACK,
        conditions: {
          rule: 'IS_OWNER',
          resourceType: RESOURCE_TYPE_STACK,
          params: { claims },
        },
      };
    }
    return { result: AuthorizeResult.DENY };
  }
}
