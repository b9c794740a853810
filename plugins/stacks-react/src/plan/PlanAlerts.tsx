import type { Plan } from '@enginehouse/plugin-stacks-common';
import { Alert } from '@backstage/ui';
import { formatActor } from '../format/actor';
import { DeploymentLink, PlanLink } from '../layout/links';
import { RelativeTime } from '../time/RelativeTime';

/** What a person should know before reading on: staleness, failure, other open plans, what will not happen by itself. */
export function PlanAlerts({ plan }: { plan: Plan }) {
  return (
    <>
      {plan.state === 'stale' && (
        <Alert
          status="warning"
          icon
          title="This plan is stale"
          description={
            plan.staleBecause ?? 'The stack changed after the plan was made.'
          }
        />
      )}
      {plan.state === 'failed' && (
        <Alert
          status="danger"
          icon
          title="Planning failed"
          description={plan.error ?? 'No reason was given.'}
        />
      )}
      {plan.deploymentId && (
        <Alert
          status="info"
          icon
          title={
            <>
              This plan was applied: see{' '}
              <DeploymentLink id={plan.deploymentId}>
                its deployment
              </DeploymentLink>
            </>
          }
        />
      )}
      {plan.otherOpenPlans.map(({ id, createdAt, createdBy }) => (
        <Alert
          key={id}
          status="info"
          icon
          title={
            <>
              {formatActor(createdBy)} has an{' '}
              <PlanLink id={id}>open plan</PlanLink> for this stack, made{' '}
              <RelativeTime at={createdAt} />. When one is applied, the other
              becomes stale.
            </>
          }
        />
      ))}
      {plan.notices.map(notice => (
        <Alert key={notice} status="info" icon title={notice} />
      ))}
    </>
  );
}
