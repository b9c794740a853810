import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Flex, Link, Skeleton, Text } from '@backstage/ui';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import {
  formatActor,
  FourStates,
  isFailed,
  isRunning,
  ProgressLine,
  RelativeTime,
  StatusBadge,
  useStackDeployment,
} from '@enginehouse/plugin-stacks-react';
import { deploymentContentRouteRef } from '../routes';
import { useEntityStack } from './useEntityStack';

/** The deployment of an entity's stack in one line; more only while it runs or after it failed. */
export function DeploymentCard() {
  const stack = useEntityStack();
  const details = useRouteRef(deploymentContentRouteRef);
  return (
    <EntityInfoCard
      title="Deployment"
      headerActions={<Link href={details()}>Details</Link>}
    >
      <FourStates
        what="the stack"
        value={stack.value}
        error={stack.error}
        retry={stack.retry}
        loading={<Skeleton width="100%" height={24} />}
      >
        {value => (
          <Flex direction="column" gap="3">
            <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
              <StatusBadge kind="stack" value={value.state} />
              <Text>
                <RelativeTime at={value.changedAt} />
                {value.changedBy && ` by ${formatActor(value.changedBy)}`}
              </Text>
            </Flex>
            {(isRunning(value.state) || isFailed(value.state)) && (
              <Unsettled stack={value} />
            )}
          </Flex>
        )}
      </FourStates>
    </EntityInfoCard>
  );
}

function Unsettled({ stack }: { stack: Stack }) {
  const { deployment } = useStackDeployment(stack.deploymentId);
  if (!deployment) {
    return <Skeleton width="100%" height={40} />;
  }
  const { failure, progress, startedAt, reason } = deployment;
  if (isRunning(deployment.state)) {
    return (
      <ProgressLine
        done={progress.done}
        total={progress.total}
        unit="resources"
        now={progress.now}
        startedAt={startedAt}
        typicalSeconds={progress.typicalSeconds}
      />
    );
  }
  const why = failure?.reason ?? reason;
  return why ? (
    <Text as="p">
      {failure?.logicalId ? `${failure.logicalId}: ${why}` : why}
    </Text>
  ) : null;
}
