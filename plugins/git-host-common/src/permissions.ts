import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a repository of this host; the resource ref is `owner/name`. Rules on it are evaluated by the git host against the owner it
 * recorded, never against a request.
 * @public
 */
export const RESOURCE_TYPE_GIT_REPOSITORY = 'git-host-repository';

/** See, clone and fetch a repository. @public */
export const gitRepositoryReadPermission = createPermission({
  name: 'git-host.repository.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GIT_REPOSITORY,
});

/** Make repositories, for an owner one belongs to. @public */
export const gitRepositoryCreatePermission = createPermission({
  name: 'git-host.repository.create',
  attributes: { action: 'create' },
});

/** Push to a repository. @public */
export const gitRepositoryPushPermission = createPermission({
  name: 'git-host.repository.push',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GIT_REPOSITORY,
});

/** All permissions of the git host. @public */
export const gitHostPermissions = [
  gitRepositoryReadPermission,
  gitRepositoryCreatePermission,
  gitRepositoryPushPermission,
];
