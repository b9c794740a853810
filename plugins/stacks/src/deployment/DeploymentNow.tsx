import { Alert, Link } from '@backstage/ui';
import type { Deployment } from '@enginehouse/plugin-stacks-common';
import {
  isRunning,
  ProgressLine,
  type FollowedDeployment,
} from '@enginehouse/plugin-stacks-react';
import { FailureCard } from './FailureCard';

/** What goes on in a deployment: its failure first, else its progress while it runs. */
export function DeploymentNow(props: {
  deployment: Deployment;
  connectionLost: FollowedDeployment['connectionLost'];
}) {
  const { deployment, connectionLost } = props;
  const { progress, startedAt, failure, retained = [] } = deployment;
  return (
    <>
      {failure && <FailureCard deployment={deployment} failure={failure} />}
      {isRunning(deployment.state) && (
        <ProgressLine
          done={progress.done}
          total={progress.total}
          unit="resources"
          now={progress.now}
          startedAt={startedAt}
          typicalSeconds={progress.typicalSeconds}
        />
      )}
      {connectionLost && (
        <Alert
          status="warning"
          icon
          title="The portal does not answer just now"
          description="The deployment goes on in AWS. This page follows it again as soon as the portal is back."
        />
      )}
      {deployment.state === 'destroyed' && retained.length > 0 && (
        <Alert
          status="info"
          icon
          title="Kept after the destroy"
          description={retained
            .map(({ physicalId, logicalId }) => physicalId ?? logicalId)
            .join(', ')}
        />
      )}
      {deployment.consoleUrl && (
        <Link href={deployment.consoleUrl} target="_blank" rel="noopener">
          Open in the AWS console
        </Link>
      )}
    </>
  );
}
