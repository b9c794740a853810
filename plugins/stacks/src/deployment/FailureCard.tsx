import { styled } from '@mui/material/styles';
import { Text } from '@backstage/ui';
import type { Failure } from '@enginehouse/plugin-stacks-common';
import {
  Disclosure,
  FactList,
  formatCount,
} from '@enginehouse/plugin-stacks-react';

const Root = styled('section')({
  border: '1px solid var(--bui-negative-border)',
  borderInlineStartWidth: 4,
  borderRadius: 'var(--bui-radius-3)',
  background: 'var(--bui-bg-neutral-1)',
  padding: '1rem',
});

/** Why a deployment failed: the resource, its place in the construct tree, AWS's words, what was rolled back, what to do. */
export function FailureCard({ failure }: { failure: Failure }) {
  const {
    logicalId,
    resourceType,
    constructPath,
    reason,
    rolledBack = [],
    next,
  } = failure;
  const what = logicalId ? `${logicalId} failed` : 'The deployment failed';
  return (
    <Root role="alert" aria-label={what}>
      <Text as="h3" variant="title-x-small" style={{ marginBottom: '0.5rem' }}>
        {what}
      </Text>
      <FactList
        facts={[
          { label: 'AWS says', value: reason },
          { label: 'Type', value: resourceType },
          {
            label: 'Place',
            value: constructPath && <code>{constructPath}</code>,
          },
          { label: 'What to do', value: <Steps of={next} /> },
          { label: 'Rolled back', value: <RolledBack ids={rolledBack} /> },
        ]}
      />
    </Root>
  );
}

const fewResources = 5;

function RolledBack({ ids }: { ids: string[] }) {
  if (ids.length === 0) {
    return <>nothing</>;
  }
  const names = ids.join(', ');
  return ids.length <= fewResources ? (
    <>{names}</>
  ) : (
    <Disclosure summary={formatCount(ids.length, 'resource')}>
      {names}
    </Disclosure>
  );
}

function Steps({ of: steps }: { of: string[] }) {
  return (
    <ol style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
      {steps.map(step => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
