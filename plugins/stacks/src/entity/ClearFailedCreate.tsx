import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import {
  ConfirmDialog,
  DangerButton,
  deploymentRouteRef,
  stacksApiRef,
  useToast,
} from '@enginehouse/plugin-stacks-react';

/** The way on after a failed create: at once when nothing but the stack's name is left, else by the plan to destroy what is, which `onPlan` makes. */
export function ClearFailedCreate(props: {
  stack: Stack;
  onPlan: () => void;
  isPlanning: boolean;
}) {
  const { stack, onPlan, isPlanning } = props;
  if (stack.cloudFormationStatus === 'ROLLBACK_COMPLETE') {
    return <ClearAtOnce stack={stack.name} />;
  }
  return (
    <>
      <DangerButton onPress={onPlan} isPending={isPlanning}>
        Clear failed create
      </DangerButton>
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
        effect="Deletes the empty stack, which never came into service, and frees its name."
        confirmLabel="Clear"
        destructive
        onConfirm={clear}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
