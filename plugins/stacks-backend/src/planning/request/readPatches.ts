import type { Issue, PlanRequest } from '@enginehouse/plugin-stacks-common';
import { patchSchema, type Patch } from '@enginehouse/stack-kit';

const FORM =
  'handle, op (set or remove), path (a JSON Pointer into the properties of the resource) and, to set, value';

/** What is wrong with the form of a request's patches. Whether they fit the stack shows when it is built. */
export function patchIssues({ patches = [] }: PlanRequest): Issue[] {
  return patches.flatMap((patch, i) =>
    (patchSchema.safeParse(patch).error?.issues ?? []).map(issue => ({
      path: ['/patches', i, ...issue.path].join('/'),
      value: patch,
      message: issue.code === 'custom' ? issue.message : 'is not accepted',
      accepted: FORM,
    })),
  );
}

/** A request's patches; those that are not of the form are left out. */
export function readPatches({ patches = [] }: PlanRequest): Patch[] {
  return patches.flatMap(patch => patchSchema.safeParse(patch).data ?? []);
}
