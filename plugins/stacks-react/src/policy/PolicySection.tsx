import type { Finding } from '@enginehouse/plugin-stacks-common';
import { useState } from 'react';
import { Flex, Text } from '@backstage/ui';
import { Disclosure } from '../layout/Disclosure';
import { Panel } from '../layout/Panel';
import { AcknowledgeDialog } from './AcknowledgeDialog';
import { findingGroups } from './findingGroups';
import { FindingRow } from './FindingRow';
import type { PolicyActions } from './usePolicyActions';
import { WithdrawDialog } from './WithdrawDialog';

/**
 * What the policies found: what keeps the plan from being applied first, what somebody accepted last. With `actions`, findings are acknowledged and
 * acknowledgements withdrawn here.
 */
export function PolicySection(props: {
  findings: Finding[];
  actions?: PolicyActions;
}) {
  const { findings, actions } = props;
  const { blocking, open, acknowledged } = findingGroups(findings);
  const [asked, setAsked] = useState<Finding>();
  const ask = actions && setAsked;
  const close = () => setAsked(undefined);
  return (
    <Panel title="Policy">
      <Flex direction="column" gap="3">
        {findings.length === 0 && (
          <Text as="p">The policies of this definition found nothing.</Text>
        )}
        <Group title="Blocking" findings={blocking} onAsk={ask} open />
        <Group title="Open" findings={open} onAsk={ask} />
        {acknowledged.length > 0 && (
          <Disclosure summary={`Acknowledged (${acknowledged.length})`}>
            <Rows findings={acknowledged} onAsk={ask} />
          </Disclosure>
        )}
      </Flex>
      {actions && asked && !asked.acknowledged && (
        <AcknowledgeDialog
          finding={asked}
          onAcknowledge={input => actions.acknowledge(asked, input)}
          onClose={close}
        />
      )}
      {actions && asked?.acknowledged && (
        <WithdrawDialog
          finding={asked}
          onWithdraw={() => actions.withdraw(asked)}
          onClose={close}
        />
      )}
    </Panel>
  );
}

type RowsProps = {
  findings: Finding[];
  onAsk?: (finding: Finding) => void;
  open?: boolean;
};

function Group({ title, ...rows }: RowsProps & { title: string }) {
  if (rows.findings.length === 0) {
    return null;
  }
  return (
    <div>
      <Text as="h4" variant="body-large" weight="bold">
        {title} ({rows.findings.length})
      </Text>
      <Rows {...rows} />
    </div>
  );
}

function Rows({ findings, onAsk, open }: RowsProps) {
  return (
    <>
      {findings.map(finding => (
        <FindingRow
          key={finding.id}
          finding={finding}
          open={open}
          onAsk={onAsk}
        />
      ))}
    </>
  );
}
