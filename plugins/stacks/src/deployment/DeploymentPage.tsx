import { useParams } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type { Deployment } from '@enginehouse/plugin-stacks-common';
import {
  CopyableId,
  deploymentRouteRef,
  FactList,
  FourStates,
  Panel,
  useStackDeployment,
} from '@enginehouse/plugin-stacks-react';
import { View } from '../layout/View';
import { CommandPanel } from './CommandPanel';
import { DeploymentNow } from './DeploymentNow';
import { DeploymentSentence } from './DeploymentSentence';
import { EventsPanel } from './EventsPanel';
import { EvidencePanel } from './EvidencePanel';
import { HistoryPanel } from './HistoryPanel';
import { LedgerPanel } from './LedgerPanel';
import { OutputsPanel } from './OutputsPanel';
import { PlanPanel } from './PlanPanel';
import { ResourcesPanel } from './ResourcesPanel';

/** One deployment at an address of its own, readable after its entity is gone. */
export function DeploymentPage() {
  const { id = '' } = useParams();
  const { deployment, events, connectionLost, error, retry } =
    useStackDeployment(id);
  const href = useRouteRef(deploymentRouteRef)({ id });
  return (
    <BreadcrumbEntry entry={{ label: 'Deployment', href }}>
      <View
        title={deployment ? `Deployment of ${deployment.stack}` : 'Deployment'}
      >
        <FourStates
          what="the deployment"
          value={deployment}
          error={error}
          retry={retry}
        >
          {value => (
            <>
              <DeploymentSentence deployment={value} />
              <DeploymentNow
                deployment={value}
                connectionLost={connectionLost}
              />
              <ResourcesPanel deployment={value} />
              <OutputsPanel outputs={value.outputs} />
              <EventsPanel events={events} />
              {value.planId && <PlanPanel planId={value.planId} />}
              <EvidencePanel deployment={value} />
              <About deployment={value} />
              <HistoryPanel stack={value.stack} change={value.state} />
              <LedgerPanel stack={value.stack} change={value.state} />
              <CommandPanel command={value.command} />
            </>
          )}
        </FourStates>
      </View>
    </BreadcrumbEntry>
  );
}

function About({ deployment }: { deployment: Deployment }) {
  return (
    <Panel title="About">
      <FactList
        facts={[
          {
            label: 'Entity',
            value: deployment.entityRef ? (
              <EntityRefLink entityRef={deployment.entityRef} />
            ) : (
              <Text>gone; this page stays</Text>
            ),
          },
          { label: 'Definition', value: deployment.definition },
          {
            label: 'Target',
            value: `${deployment.environment}: account ${deployment.account}, ${deployment.region}`,
          },
          {
            label: 'Deployment',
            value: <CopyableId id={deployment.id} label="deployment id" />,
          },
          { label: 'CloudFormation', value: deployment.cloudFormationStatus },
        ]}
      />
    </Panel>
  );
}
