import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, Text } from '@backstage/ui';
import {
  formatActor,
  FourStates,
  Panel,
  PlanLink,
  planSentence,
  RelativeTime,
  stacksApiRef,
  SummaryStrip,
  useRead,
} from '@enginehouse/plugin-stacks-react';

/** The plan a deployment came from, in short, with the way to the whole of it. */
export function PlanPanel({ planId }: { planId: string }) {
  const api = useApi(stacksApiRef);
  const plan = useRead(
    useCallback(signal => api.getPlan(planId, { signal }), [api, planId]),
  );
  return (
    <Panel
      title="Plan it came from"
      actions={<PlanLink id={planId}>Open the plan</PlanLink>}
    >
      <FourStates
        what="the plan"
        value={plan.value}
        error={plan.error}
        retry={plan.retry}
        loading={<Skeleton width="100%" height={56} />}
      >
        {value => (
          <Flex direction="column" gap="2">
            <Text as="p">{planSentence(value)}</Text>
            {value.action === 'apply' && (
              <SummaryStrip summary={value.summary} />
            )}
            <Text as="p" color="secondary">
              Planned <RelativeTime at={value.createdAt} /> by{' '}
              {formatActor(value.createdBy)}
            </Text>
          </Flex>
        )}
      </FourStates>
    </Panel>
  );
}
