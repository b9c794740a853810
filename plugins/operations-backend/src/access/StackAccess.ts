import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import type { StacksService } from '@enginehouse/plugin-stacks-node';

/** How a request names an entity. */
export interface EntityName {
  kind: string;
  namespace: string;
  name: string;
}

/** The one way from a request to a stack: the entity it names, the ledger, and what the caller may do. */
export class StackAccess {
  readonly #stacks: StacksService;
  readonly #permissions: PermissionsService;

  constructor(options: {
    stacks: StacksService;
    permissions: PermissionsService;
  }) {
    this.#stacks = options.stacks;
    this.#permissions = options.permissions;
  }

  /**
   * The stack of an entity.
   *
   * @throws NotFoundError when the entity has none that the caller may read; NotAllowedError without the permission
   */
  async stack(
    entity: EntityName,
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<Stack> {
    const ref = stringifyEntityRef(entity);
    const stack = await this.#stacks.getStackByEntityRef(ref, { credentials });
    if (!stack) throw new NotFoundError(`${ref} has no stack`);
    if (!(await this.allows(stack, permission, credentials))) {
      throw new NotAllowedError(
        `${permission.name} is needed for ${stack.name}`,
      );
    }
    return stack;
  }

  /** Whether the caller has the permission for the stack. */
  async allows(
    stack: Stack,
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize(
      [{ permission, resourceRef: stack.name }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** Whether a caller who was let in would be let in now: who may, and how long a session lasts, changes while an answer goes on. */
  async stillAllows(
    admitted: { stack: Stack; credentials: BackstageCredentials },
    permission: ResourcePermission,
  ): Promise<boolean> {
    const { stack, credentials } = admitted;
    const over = credentials.expiresAt && credentials.expiresAt <= new Date();
    return !over && this.allows(stack, permission, credentials);
  }
}
