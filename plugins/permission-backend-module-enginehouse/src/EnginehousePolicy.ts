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
  catalogLocationCreatePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  RESOURCE_TYPE_SCAFFOLDER_TASK,
  scaffolderPermissions,
  taskCancelPermission,
  templateManagementPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  gitRepositoryCreatePermission,
  gitRepositoryReadPermission,
  RESOURCE_TYPE_GIT_REPOSITORY,
} from '@enginehouse/plugin-git-host-common';
import {
  findingAcknowledgePermission,
  planCreatePermission,
  RESOURCE_TYPE_STACK,
  stackReadPermission,
} from '@enginehouse/plugin-stacks-common';
import {
  leaseReadPermission,
  logsReadPermission,
  signalsReadPermission,
} from '@enginehouse/plugin-operations-common';

/**
 * Everyone who is signed in. Reading and planning change nothing; a repository is made for an owner one belongs to; what may be registered is
 * limited by `catalog.rules`.
 */
const FOR_ALL: Permission[] = [
  stackReadPermission,
  planCreatePermission,
  signalsReadPermission,
  logsReadPermission,
  leaseReadPermission,
  gitRepositoryReadPermission,
  gitRepositoryCreatePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
  catalogLocationReadPermission,
  ...scaffolderPermissions.filter(
    ({ name }) =>
      name !== templateManagementPermission.name &&
      name !== taskCancelPermission.name,
  ),
];

/** What belongs to somebody, by the plugin that records whose it is and evaluates the rule `IS_OWNER`. */
const OWNED = [
  { pluginId: 'stacks', resourceType: RESOURCE_TYPE_STACK },
  { pluginId: 'git-host', resourceType: RESOURCE_TYPE_GIT_REPOSITORY },
];

/**
 * Read and plan: whoever is signed in. Apply, destroy and operate a stack, lease its units, push to a repository: its recorded owner, by the conditional rule
 * `IS_OWNER` that the plugin evaluates which recorded it. Cancel a task: whoever started it. A platform group: everything; findings are acknowledged by it alone, unless configured otherwise. All
 * else is denied.
 *
 * @public
 */
export class EnginehousePolicy implements PermissionPolicy {
  readonly #platformGroups: ReadonlySet<string>;
  readonly #ownersAcknowledge: boolean;

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
    return new EnginehousePolicy(
      groups,
      config.getOptionalBoolean(
        'enginehouse.permission.ownersAcknowledgeFindings',
      ) ?? false,
    );
  }

  private constructor(platformGroups: string[], ownersAcknowledge: boolean) {
    this.#ownersAcknowledge = ownersAcknowledge;
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
    if (isPermission(permission, taskCancelPermission)) {
      return {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'scaffolder',
        resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK,
        conditions: {
          rule: 'IS_TASK_OWNER',
          resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK,
          params: { createdBy: [user.info.userEntityRef] },
        },
      };
    }
    const owned = OWNED.find(({ resourceType }) =>
      isResourcePermission(permission, resourceType),
    );
    const isException =
      isPermission(permission, findingAcknowledgePermission) &&
      !this.#ownersAcknowledge;
    if (owned && !isException) {
      return {
        result: AuthorizeResult.CONDITIONAL,
        ...owned,
        conditions: {
          rule: 'IS_OWNER',
          resourceType: owned.resourceType,
          params: { claims },
        },
      };
    }
    return { result: AuthorizeResult.DENY };
  }
}
