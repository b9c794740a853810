import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  gitRepositoryCreatePermission,
  type RESOURCE_TYPE_GIT_REPOSITORY,
} from '@enginehouse/plugin-git-host-common';
import { repositoryResourceRef } from '@enginehouse/plugin-git-host-node';
import type {
  RepositoryRecord,
  RepositoryStore,
} from '../repositories/RepositoryStore';

type RepositoryPermission = ResourcePermission<
  typeof RESOURCE_TYPE_GIT_REPOSITORY
>;

/** Decides who may do what to a repository: by the owner that was recorded when it was made. */
export class RepositoryAuthorizer {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #store: RepositoryStore;

  constructor(options: {
    permissions: PermissionsService;
    registry: PermissionsRegistryService;
    store: RepositoryStore;
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.registry;
    this.#store = options.store;
  }

  /** @throws NotAllowedError */
  async requireCreate(credentials: BackstageCredentials): Promise<void> {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission: gitRepositoryCreatePermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You do not have the permission ${gitRepositoryCreatePermission.name}`,
      );
    }
  }

  /**
   * Finds a repository for what is to be done to it.
   *
   * @throws NotAllowedError; NotFoundError when there is no such repository, to callers who might have been allowed
   */
  async require(
    permission: RepositoryPermission,
    { owner, name }: { owner: string; name: string },
    credentials: BackstageCredentials,
  ): Promise<RepositoryRecord> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    const repository = await this.#store.find(owner, name);
    const allowed = repository
      ? createConditionAuthorizer(
          this.#registry.getPermissionRuleset(repositoryResourceRef),
        )(decision, repository)
      : decision.result !== AuthorizeResult.DENY;
    if (!allowed) {
      const whose = repository ? `: it belongs to ${repository.ownerRef}` : '';
      throw new NotAllowedError(
        `You do not have the permission ${permission.name} on ${owner}/${name}${whose}`,
      );
    }
    if (!repository) {
      throw new NotFoundError(`There is no repository ${owner}/${name}`);
    }
    return repository;
  }
}
