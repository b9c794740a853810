import { useId } from 'react';
import { useNavigate } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import {
  ErrorCard,
  isRunning,
  planRouteRef,
  stacksApiRef,
  useAct,
} from '@enginehouse/plugin-stacks-react';
import { ClearFailedCreate } from './ClearFailedCreate';
import { useChangeHref } from './useChangeHref';

/** Change, Destroy, and after a failed create the way to clear it: at once when nothing is left, else by the plan that names what is. While a deployment runs, the reason why not stands beside them. */
export function StackActions({ stack }: { stack: Stack }) {
  const navigate = useNavigate();
  const planHref = useRouteRef(planRouteRef);
  const api = useApi(stacksApiRef);
  const openForm = useChangeHref(stack);
  const reasonId = useId();
  const reason = whyNot(stack);

  const change = useAct(async () => navigate(await openForm()));
  const destroy = useAct(async () => {
    const { definition, service, component, owner, environment } = stack;
    const plan = await api.createPlan({
      definition,
      service,
      component,
      owner,
      environment,
      action: 'destroy',
    });
    navigate(planHref({ id: plan.id }));
  });
  const failure = change.error ?? destroy.error;

  return (
    <Flex direction="column" gap="2">
      <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
        {stack.state === 'create-failed' ? (
          <ClearFailedCreate
            stack={stack}
            onPlan={destroy.run}
            isPlanning={destroy.busy}
          />
        ) : (
          <>
            <Button
              isDisabled={Boolean(reason)}
              isPending={change.busy}
              aria-describedby={reasonId}
              onPress={change.run}
            >
              Change
            </Button>
            <Button
              variant="secondary"
              isDisabled={Boolean(reason)}
              isPending={destroy.busy}
              aria-describedby={reasonId}
              onPress={destroy.run}
            >
              Destroy
            </Button>
            <Text id={reasonId} color="secondary">
              {reason}
            </Text>
          </>
        )}
      </Flex>
      {failure !== undefined && (
        <ErrorCard
          title={
            destroy.error === undefined
              ? 'The form could not be opened'
              : 'The destroy could not be planned'
          }
          error={failure}
        />
      )}
    </Flex>
  );
}

function whyNot({ state }: Stack): string | undefined {
  if (isRunning(state)) {
    return 'A deployment is running. Both are possible again when it has ended.';
  }
  return state === 'destroyed' ? 'The stack is destroyed.' : undefined;
}
