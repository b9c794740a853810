/**
 * The portal's own git host as others see it: its repositories, addresses, names and permissions.
 *
 * @packageDocumentation
 */
export {
  gitHostPermissions,
  gitRepositoryCreatePermission,
  gitRepositoryPushPermission,
  gitRepositoryReadPermission,
  RESOURCE_TYPE_GIT_REPOSITORY,
} from './permissions';
export { repositoryNameProblem } from './repositoryName';
export type { GitCredential, Repository, RepositoryRequest } from './types';
export { GIT_HOST_PATH, parseWebPath, type WebPath } from './webPath';
