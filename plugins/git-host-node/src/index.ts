/**
 * What other backends need of the portal's own git host: a client, a reader of its files by URL, and its permission rules for policies.
 *
 * @packageDocumentation
 */
export { GitHostClient } from './GitHostClient';
export { gitHostUrlReaderFactory as default } from './gitHostUrlReaderFactory';
export {
  createRepositoryConditionalDecision,
  repositoryConditions,
  repositoryPermissionRules,
  repositoryResourceRef,
  type RepositoryFilter,
  type RepositoryResource,
} from './repositoryPermissions';
