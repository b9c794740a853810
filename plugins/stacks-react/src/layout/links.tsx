import type { ReactNode } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/ui';
import { deploymentRouteRef, planRouteRef } from '../routes';

/** A link to a plan. @public */
export function PlanLink({
  id,
  children,
}: {
  id: string;
  children?: ReactNode;
}) {
  const plan = useRouteRef(planRouteRef);
  return <Link href={plan({ id })}>{children ?? id}</Link>;
}

/** A link to a deployment. @public */
export function DeploymentLink({
  id,
  children,
}: {
  id: string;
  children?: ReactNode;
}) {
  const deployment = useRouteRef(deploymentRouteRef);
  return <Link href={deployment({ id })}>{children ?? id}</Link>;
}
