import { Text } from '@backstage/ui';
import { errorFactsOf, issuesOf } from '@enginehouse/plugin-stacks-react';
import type { Previewed } from './usePreview';

function inWords(error: unknown): string {
  const issues = issuesOf(error);
  return issues.length
    ? issues
        .map(({ message, accepted }) =>
          accepted ? `${message}; accepted: ${accepted}` : message,
        )
        .join('; ')
    : errorFactsOf(error).message;
}

/** What the operation would do, in numbers; a refusal with its reason. Grey while it is of an earlier input. */
export function Effect({ preview, refusal, current }: Previewed) {
  const tone = refusal === undefined ? 'primary' : 'danger';
  return (
    <Text as="p" role="status" color={current ? tone : 'secondary'}>
      {refusal === undefined
        ? preview?.effect ?? 'Asking what this would do…'
        : inWords(refusal)}
    </Text>
  );
}
