import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  ConditionalPolicyDecision,
  DefinitivePolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_STACK,
  stackReadPermission,
} from '@enginehouse/plugin-stacks-common';
import {
  StackResource,
  stackResourceRef,
} from '@enginehouse/plugin-stacks-node';
import type { StackStore } from '../stacks/StackStore';
import type { Readable } from '../stacks/whereReadable';

type StackPermission = ResourcePermission<typeof RESOURCE_TYPE_STACK>;

/** Decides who may do what to a stack: by the owner the ledger records, never by an entity or a request. */
export class StackAuthorizer {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #stacks: StackStore;

  constructor(options: {
    permissions: PermissionsService;
    registry: PermissionsRegistryService;
    stacks: StackStore;
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.registry;
    this.#stacks = options.stacks;
  }

  /** @throws NotAllowedError */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (result !== AuthorizeResult.ALLOW) throw refused(permission.name);
  }

  /**
   * Requires a permission on a stack.
   *
   * @param planned - the owner a plan names, for a stack that was never applied or is gone
   * @throws NotAllowedError; NotFoundError when there is no such stack and the caller may read stacks in general
   */
  async requireOnStack(
    permission: StackPermission,
    name: string,
    credentials: BackstageCredentials,
    planned?: { owner: string },
  ): Promise<void> {
    const row = await this.#stacks.row(name);
    const recorded = row?.stack_id && row.live ? row.owner : undefined;
    const owner = recorded ?? planned?.owner ?? row?.owner;
    const resource = owner === undefined ? undefined : { name, owner };
    if (!(await this.#may(permission, resource, credentials))) {
      throw refused(permission.name);
    }
    if (!resource) throw new NotFoundError(`There is no stack ${name}`);
  }

  /** Whether the caller has a permission on a stack with this owner. */
  async mayOnStack(
    permission: StackPermission,
    resource: StackResource,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    return this.#may(permission, resource, credentials);
  }

  /**
   * Which stacks the caller may read, as a filter.
   *
   * @throws NotAllowedError when none
   */
  async readable(credentials: BackstageCredentials): Promise<Readable> {
    const decision = await this.#decide(stackReadPermission, credentials);
    if (decision.result === AuthorizeResult.CONDITIONAL) {
      return createConditionTransformer(
        this.#registry.getPermissionRuleset(stackResourceRef),
      )(decision.conditions);
    }
    if (decision.result === AuthorizeResult.ALLOW) return 'all';
    throw refused(stackReadPermission.name);
  }

  /** Nothing to hide is hidden of a stack that does not exist: conditions on it hold. */
  async #may(
    permission: StackPermission,
    resource: StackResource | undefined,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const decision = await this.#decide(permission, credentials);
    if (!resource) return decision.result !== AuthorizeResult.DENY;
    return createConditionAuthorizer(
      this.#registry.getPermissionRuleset(stackResourceRef),
    )(decision, resource);
  }

  async #decide(
    permission: StackPermission,
    credentials: BackstageCredentials,
  ): Promise<ConditionalPolicyDecision | DefinitivePolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return decision;
  }
}

function refused(permission: string): NotAllowedError {
  return new NotAllowedError(`You do not have the permission ${permission}`);
}
