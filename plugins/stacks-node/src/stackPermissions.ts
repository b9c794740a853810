import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_STACK } from '@enginehouse/plugin-stacks-common';
import { z } from 'zod';

/**
 * What permission rules see of a stack, as the ledger records it.
 * @public
 */
export interface StackResource {
  name: string;
  /** Entity ref. */
  owner: string;
}

/**
 * A rule as a filter of the stacks table: stacks with one of these owners.
 * @public
 */
export interface StackFilter {
  owners: string[];
}

/**
 * The stacks as a resource of the permission framework; a resource ref is the stack's name.
 * @public
 */
export const stackResourceRef = createPermissionResourceRef<
  StackResource,
  StackFilter
>().with({ pluginId: 'stacks', resourceType: RESOURCE_TYPE_STACK });

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description:
    "Allow what one of the given entities owns: the user's own ownership refs, as a rule",
  resourceRef: stackResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs, one of which must be the recorded owner'),
  }),
  apply: (stack, { claims }) => claims.includes(stack.owner),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/**
 * The rules a policy can decide by.
 * @public
 */
export const stackPermissionRules = { isOwner };

const exported = createConditionExports({
  resourceRef: stackResourceRef,
  rules: stackPermissionRules,
});

/**
 * Conditions for policies, such as `stackConditions.isOwner({ claims })`.
 * @public
 */
export const stackConditions = exported.conditions;

/**
 * A policy's answer that depends on the stack.
 * @public
 */
export const createStackConditionalDecision =
  exported.createConditionalDecision;
