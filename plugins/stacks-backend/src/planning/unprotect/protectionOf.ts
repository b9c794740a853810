import type { TemplateResource } from '../compare/Comparison';
import { withoutProtection } from './withoutProtection';

/** Why AWS does not delete a resource whose protection is on. */
export const PROTECTED = 'deletion protection is on';

/** What keeps AWS from deleting a resource, as its template says; `undefined` when nothing does, or nothing would: it is kept anyway. */
export function protectionOf(resource: TemplateResource): string | undefined {
  return !isRetained(resource) && withoutProtection(resource)
    ? PROTECTED
    : undefined;
}

/** Whether a resource stays when its stack is deleted. */
export function isRetained({ DeletionPolicy }: TemplateResource): boolean {
  return /^Retain/.test(DeletionPolicy ?? '');
}
