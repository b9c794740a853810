import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_GIT_REPOSITORY } from '@enginehouse/plugin-git-host-common';
import { z } from 'zod';

/** What permission rules see of a repository. @public */
export interface RepositoryResource {
  /** Entity ref, as recorded when the repository was made. */
  ownerRef: string;
}

/** A rule as a filter: repositories of one of these owners. @public */
export interface RepositoryFilter {
  owners: string[];
}

/** The repositories as a resource of the permission framework; a resource ref is `owner/name`. @public */
export const repositoryResourceRef = createPermissionResourceRef<
  RepositoryResource,
  RepositoryFilter
>().with({
  pluginId: 'git-host',
  resourceType: RESOURCE_TYPE_GIT_REPOSITORY,
});

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description:
    "Allow what one of the given entities owns: the user's own ownership refs, as a rule",
  resourceRef: repositoryResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs, one of which must be the recorded owner'),
  }),
  apply: ({ ownerRef }, { claims }) => claims.includes(ownerRef),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/** The rules a policy can decide by. @public */
export const repositoryPermissionRules = { isOwner };

const exported = createConditionExports({
  resourceRef: repositoryResourceRef,
  rules: repositoryPermissionRules,
});

/** Conditions for policies, such as `repositoryConditions.isOwner({ claims })`. @public */
export const repositoryConditions = exported.conditions;

/** A policy's answer that depends on the repository. @public */
export const createRepositoryConditionalDecision =
  exported.createConditionalDecision;
