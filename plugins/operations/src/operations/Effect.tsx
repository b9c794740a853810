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

/** What the operation would do, in numbers; a refusal with its reason. */
export const Effect = ({ preview, refusal }: Previewed) => (
  <Text
    as="p"
    role="status"
    color={refusal === undefined ? 'primary' : 'danger'}
  >
    {refusal === undefined
      ? preview?.effect ?? 'Asking what this would do…'
      : inWords(refusal)}
  </Text>
);
