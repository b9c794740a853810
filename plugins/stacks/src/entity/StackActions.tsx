import { useId, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import {
  ConfirmDialog,
  DangerButton,
  deploymentRouteRef,
  ErrorCard,
  isRunning,
  planRouteRef,
  stacksApiRef,
  useAct,
  useToast,
} from '@enginehouse/plugin-stacks-react';
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
          <ClearFailedCreate stack={stack} onPlan={destroy.run} />
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

function ClearFailedCreate(props: { stack: Stack; onPlan: () => void }) {
  const { stack, onPlan } = props;
  if (stack.cloudFormationStatus === 'ROLLBACK_COMPLETE') {
    return <ClearAtOnce stack={stack.name} />;
  }
  return (
    <>
      <DangerButton onPress={onPlan}>Clear failed create</DangerButton>
      <Text color="secondary">
        A stack whose create failed can only be deleted. Resources are left of
        this one: the plan names them before anything is deleted.
      </Text>
    </>
  );
}

function ClearAtOnce({ stack }: { stack: string }) {
  const api = useApi(stacksApiRef);
  const navigate = useNavigate();
  const toast = useToast();
  const deploymentHref = useRouteRef(deploymentRouteRef);
  const [asking, setAsking] = useState(false);
  const clear = async () => {
    const href = deploymentHref({
      id: (await api.clearFailedCreate(stack)).id,
    });
    toast({
      title: `${stack}: clearing the failed create`,
      link: { label: 'Deployment and ledger', href },
    });
    navigate(href);
  };
  return (
    <>
      <DangerButton onPress={() => setAsking(true)}>
        Clear failed create
      </DangerButton>
      <Text color="secondary">
        A stack whose create failed can only be deleted. Its name can be planned
        again afterwards.
      </Text>
      <ConfirmDialog
        open={asking}
        title={`Clear the failed create of ${stack}?`}
        effect="Deletes what is left of this one stack. It never came into service."
        confirmLabel="Clear"
        destructive
        onConfirm={clear}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
