import { Flex } from '@backstage/ui';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import {
  FourStates,
  TimesSwitch,
  useStackDeployment,
} from '@enginehouse/plugin-stacks-react';
import { CommandPanel } from '../deployment/CommandPanel';
import { EvidencePanel } from '../deployment/EvidencePanel';
import { DeploymentNow } from '../deployment/DeploymentNow';
import { EventsPanel } from '../deployment/EventsPanel';
import { HistoryPanel } from '../deployment/HistoryPanel';
import { LedgerPanel } from '../deployment/LedgerPanel';
import { OutputsPanel } from '../deployment/OutputsPanel';
import { PlanPanel } from '../deployment/PlanPanel';
import { ResourcesPanel } from '../deployment/ResourcesPanel';
import { StackActions } from './StackActions';
import { StackSentence } from './StackSentence';
import { useEntityStack } from './useEntityStack';

/** Screen 4: how the stack of an entity stands, what runs, what it offers, what happened, and what can be done. */
export function DeploymentContent() {
  const stack = useEntityStack();
  return (
    <Flex direction="column" gap="4">
      <FourStates
        what="the stack"
        value={stack.value}
        error={stack.error}
        retry={stack.retry}
      >
        {value => <StackDetails stack={value} />}
      </FourStates>
    </Flex>
  );
}

function StackDetails({ stack }: { stack: Stack }) {
  const { deployment, events, connectionLost, error, retry } =
    useStackDeployment(stack.deploymentId);
  const change = `${stack.state} ${stack.changedAt}`;
  return (
    <>
      <StackSentence stack={stack} />
      <Flex
        justify="between"
        align="start"
        gap="3"
        style={{ flexWrap: 'wrap' }}
      >
        <StackActions stack={stack} />
        <TimesSwitch />
      </Flex>
      {stack.deploymentId && (
        <FourStates
          what="the deployment"
          value={deployment}
          error={error}
          retry={retry}
        >
          {value => (
            <>
              <DeploymentNow
                deployment={value}
                connectionLost={connectionLost}
              />
              <ResourcesPanel deployment={value} />
              <OutputsPanel outputs={value.outputs ?? stack.outputs} />
              <EventsPanel events={events} />
              {value.planId && <PlanPanel planId={value.planId} />}
              <EvidencePanel deployment={value} />
              <CommandPanel command={value.command} />
            </>
          )}
        </FourStates>
      )}
      <HistoryPanel stack={stack.name} change={change} />
      <LedgerPanel stack={stack.name} change={change} />
    </>
  );
}
