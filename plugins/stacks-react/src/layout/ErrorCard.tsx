import { useId } from 'react';
import { styled } from '@mui/material/styles';
import { BgProvider, Button, Flex, Text } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import type { Issue } from '@enginehouse/plugin-stacks-common';
import {
  errorFactsOf,
  issuesOf,
  reasonsOf,
  type ErrorFacts,
} from '../api/errors';
import { CopyableId } from './CopyableId';

const Root = styled('div')({
  border: '1px solid var(--bui-negative-border)',
  borderInlineStartWidth: 4,
  borderRadius: 'var(--bui-radius-3)',
  background: 'var(--bui-bg-neutral-1)',
  padding: '1rem',
});

const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  gap: '0.25rem 1rem',
  margin: '0.5rem 0',
  '& > dt': { color: 'var(--bui-fg-secondary)' },
  '& > dd': { margin: 0, overflowWrap: 'anywhere' },
});

/** @public */
export type ErrorCardProps = {
  /** What failed, as a sentence: "The plan could not be read". */
  title: string;
  error: unknown;
  /** What to do; by default a hint for the kind of error. */
  advice?: string;
  onRetry?: () => void;
};

/** A failure for people: what failed, where, the words of who refused, what to do, and the request id. Never a stack trace. @public */
export function ErrorCard({ title, error, advice, onRetry }: ErrorCardProps) {
  const facts = errorFactsOf(error);
  const issues = issuesOf(error);
  const details = [...issues.map(issueWords), ...reasonsOf(error)];
  // The message repeats the issues, one to a line, where there are any.
  const reasons = issues.length > 0 ? details : [facts.message, ...details];
  const titleId = useId();
  return (
    <Root role="alert" aria-labelledby={titleId}>
      <Flex align="center" gap="2">
        <RiErrorWarningLine
          size={18}
          aria-hidden="true"
          color="var(--bui-negative-fg-subdued)"
        />
        <Text as="p" id={titleId} variant="body-large" weight="bold">
          {title}
        </Text>
      </Flex>
      <Facts>
        <dt>Reason</dt>
        {[...new Set(reasons)].map(reason => (
          <dd key={reason} style={{ gridColumn: 2 }}>
            {reason}
          </dd>
        ))}
        {facts.where && (
          <>
            <dt>Where</dt>
            <dd>
              <code>{facts.where}</code>
            </dd>
          </>
        )}
        <dt>What to do</dt>
        <dd>{advice ?? adviceFor(facts)}</dd>
        {facts.requestId && (
          <>
            <dt>Request id</dt>
            <dd>
              <CopyableId id={facts.requestId} label="request id" />
            </dd>
          </>
        )}
      </Facts>
      {onRetry && (
        <BgProvider bg="neutral-1">
          <Button size="small" variant="secondary" onPress={onRetry}>
            Try again
          </Button>
        </BgProvider>
      )}
    </Root>
  );
}

function issueWords({ path, message, accepted }: Issue): string {
  return `${path} ${message}${accepted ? `; accepted: ${accepted}` : ''}`;
}

function adviceFor({ status, unanswered }: ErrorFacts): string {
  if (unanswered) {
    return 'Check that the portal runs and that the network is up, then try again.';
  }
  switch (status) {
    case 400:
      return 'Correct the values named above and try again.';
    case 401:
      return 'Sign in again.';
    case 403:
      return 'Ask the owner, or somebody of the platform group, to do it or to let you.';
    case 404:
      return 'It may have been removed meanwhile, or the address is mistyped.';
    case 409:
      return 'Something changed meanwhile. Read the page again and decide anew.';
    case 503:
      return 'AWS or the portal is busy just now. Try again in a minute.';
    default:
      return 'Try again. If it fails again, give the lines above to whoever runs the portal.';
  }
}
