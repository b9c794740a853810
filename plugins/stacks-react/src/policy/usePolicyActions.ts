import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AcknowledgementRequest,
  Finding,
} from '@enginehouse/plugin-stacks-common';
import { stacksApiRef } from '../api/stacksApiRef';
import { useToast } from '../hooks/useToast';

/** What a person says when accepting a finding. @public */
export type AcknowledgeInput = Pick<
  AcknowledgementRequest,
  'reason' | 'expiresAt'
>;

/** What can be done about findings. @public */
export type PolicyActions = {
  acknowledge(finding: Finding, input: AcknowledgeInput): Promise<void>;
  withdraw(finding: Finding): Promise<void>;
};

/**
 * Acknowledges findings of a stack, and withdraws that.
 * @param changed - called afterwards: the plan is to be read again
 * @public
 */
export function usePolicyActions(
  stack: string,
  changed: () => void,
): PolicyActions {
  const api = useApi(stacksApiRef);
  const toast = useToast();
  return useMemo(
    () => ({
      async acknowledge({ rule, resource }, input) {
        await api.acknowledgeFinding(stack, {
          ...{ rule, resource: resource.path, ...input },
        });
        toast({ title: `${rule} acknowledged` });
        changed();
      },
      async withdraw({ rule, acknowledged }) {
        if (acknowledged?.id === undefined) {
          return;
        }
        await api.withdrawAcknowledgement(stack, acknowledged.id);
        toast({ title: `${rule} is no longer acknowledged`, status: 'info' });
        changed();
      },
    }),
    [api, toast, stack, changed],
  );
}
