import { useNavigate } from 'react-router-dom';
import Link from '@mui/material/Link';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useApi } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import {
  DeploymentLink,
  errorFactsOf,
  planRouteRef,
  stacksApiRef,
  useAct,
} from '@enginehouse/plugin-stacks-react';

/** The name leads to the entity; before it exists to the plan, after it is gone to the deployment. */
export function StackName({ stack }: { stack: Stack }) {
  if (stack.state === 'planned') {
    return <NewestPlanLink stack={stack.name} />;
  }
  if (stack.state === 'destroyed' && stack.deploymentId) {
    return (
      <DeploymentLink id={stack.deploymentId}>{stack.name}</DeploymentLink>
    );
  }
  return (
    <EntityRefLink
      entityRef={parseEntityRef(stack.entityRef)}
      title={stack.name}
    />
  );
}

function NewestPlanLink({ stack }: { stack: string }) {
  const api = useApi(stacksApiRef);
  const navigate = useNavigate();
  const planHref = useRouteRef(planRouteRef);
  const open = useAct(async () => {
    const { items } = await api.listPlans({ stack, limit: 1 });
    if (items.length === 0) {
      throw new Error('It has no plan');
    }
    navigate(planHref({ id: items[0].id }));
  });
  return (
    <>
      <Link
        component="button"
        type="button"
        sx={{ font: 'inherit' }}
        onClick={open.run}
      >
        {stack}
      </Link>
      {open.error !== undefined && (
        <Text as="p" role="alert" color="danger">
          {errorFactsOf(open.error).message}
        </Text>
      )}
    </>
  );
}
