import { isDeepStrictEqual } from 'node:util';
import type { Issue, PlanRequest } from '@enginehouse/plugin-stacks-common';
import { fromPointer, patchSchema, type Patch } from '@enginehouse/stack-kit';
import { maskSecret } from '../compare/maskSecret';

const FORM =
  'handle, op (set or remove), path (a JSON Pointer into the properties of the resource) and, to set, value';

/** What is wrong with the form of a request's patches. Whether they fit the stack shows when it is built. */
export function patchIssues({ patches = [] }: PlanRequest): Issue[] {
  return patches.flatMap((patch, i) => {
    const { data, error } = patchSchema.safeParse(patch);
    if (data && holdsSecret(data)) return [secretIssue(i)];
    return (error?.issues ?? []).map(issue => ({
      path: ['/patches', i, ...issue.path].join('/'),
      value: patch,
      message: issue.code === 'custom' ? issue.message : 'is not accepted',
      accepted: FORM,
    }));
  });
}

/** Whether a patch sets what is masked everywhere: manifest, ledger and template would keep it as it is. */
function holdsSecret({ path, value }: Patch): boolean {
  const name = fromPointer(path).at(-1) ?? '';
  return !isDeepStrictEqual(maskSecret(name, value), value);
}

function secretIssue(index: number): Issue {
  return {
    path: `/patches/${index}/value`,
    message: 'is a secret, and a template may hold none',
    accepted: 'a reference to it, such as {{resolve:secretsmanager:…}}',
  };
}

/** A request's patches; those that are not of the form are left out. */
export function readPatches({ patches = [] }: PlanRequest): Patch[] {
  return patches.flatMap(patch => patchSchema.safeParse(patch).data ?? []);
}
