import { Fragment, useId } from 'react';
import { styled } from '@mui/material/styles';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type { Deployment, Failure } from '@enginehouse/plugin-stacks-common';
import {
  Disclosure,
  FactList,
  failureLinesApiRef,
  formatCount,
} from '@enginehouse/plugin-stacks-react';

const Root = styled('section')({
  display: 'grid',
  gap: '1rem',
  border: '1px solid var(--bui-negative-border)',
  borderInlineStartWidth: 4,
  borderRadius: 'var(--bui-radius-3)',
  background: 'var(--bui-bg-neutral-1)',
  padding: '1rem',
  minWidth: 0,
});

/**
 * Why a deployment failed: the resource, its place in the construct tree and in the source, AWS's words, what was rolled back, what to do,
 * whose it is, and what its units wrote last. The lines are no part of the alert, which would be read out again with each of them.
 */
export function FailureCard(props: {
  deployment: Deployment;
  failure: Failure;
}) {
  const { deployment, failure } = props;
  const { logicalId, resourceType, constructPath, reason, next } = failure;
  const { source, rolledBack = [] } = failure;
  const lines = useApiHolder().get(failureLinesApiRef)?.viewFor(deployment);
  const titleId = useId();
  return (
    <Root aria-labelledby={titleId}>
      <div role="alert" aria-labelledby={titleId}>
        <Text
          as="h3"
          id={titleId}
          variant="title-x-small"
          style={{ marginBottom: '0.5rem' }}
        >
          {logicalId ? `${logicalId} failed` : 'The deployment failed'}
        </Text>
        <FactList
          facts={[
            { label: 'AWS says', value: reason },
            { label: 'Type', value: resourceType },
            {
              label: 'Place',
              value: constructPath && <code>{constructPath}</code>,
            },
            { label: 'Made in', value: source && <code>{source}</code> },
            { label: 'What to do', value: <Steps of={next} /> },
            { label: 'Rolled back', value: <RolledBack ids={rolledBack} /> },
            {
              label: 'Owner',
              value: deployment.owner && (
                <EntityRefLink
                  entityRef={deployment.owner}
                  defaultKind="group"
                />
              ),
            },
          ]}
        />
      </div>
      {lines}
    </Root>
  );
}

/** A comma stays with its name. */
const Name = styled('span')({ display: 'inline-block' });

const fewResources = 5;

function RolledBack({ ids }: { ids: string[] }) {
  if (ids.length === 0) {
    return <>nothing</>;
  }
  const names = ids.map((id, index) => (
    <Fragment key={id}>
      <Name>{index < ids.length - 1 ? `${id},` : id}</Name>{' '}
    </Fragment>
  ));
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
