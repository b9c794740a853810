import type { ReactNode } from 'react';
import type { SecurityChanges } from '@enginehouse/plugin-stacks-common';
import { Flex, Text } from '@backstage/ui';
import { formatCount } from '../format/number';
import { DataTable } from '../layout/DataTable';
import { Disclosure } from '../layout/Disclosure';
import { Panel } from '../layout/Panel';
import { Chip } from '../status/Chip';
import { conditionLines } from './conditionLines';

type NetworkRule = SecurityChanges['network'][number];

/** As many can be read at a glance; more are folded below their number. */
const fewRows = 12;

const changeWord = { add: 'Gained', remove: 'Lost' } as const;

/** Who gains or loses which permission, and which port opens or closes to whom. */
export function SecuritySection({ security }: { security: SecurityChanges }) {
  const { statements, network, capabilities } = security;
  return (
    <Panel title="Security">
      <Flex direction="column" gap="4">
        {statements.length === 0 && network.length === 0 && (
          <Text as="p">No permission and no open port changes.</Text>
        )}
        <Foldable rows={statements} words={['permission', 'gained', 'lost']}>
          <StatementTable statements={statements} />
        </Foldable>
        <Foldable rows={network} words={['port', 'opened', 'closed']}>
          <NetworkTable network={network} />
        </Foldable>
        {capabilities.length > 0 && (
          <Text as="p">
            CloudFormation is given: <code>{capabilities.join(', ')}</code>
          </Text>
        )}
      </Flex>
    </Panel>
  );
}

/** `31 permissions gained, 2 lost; 28 make it wider`, which opens to them; only the rows themselves when they are few. */
function Foldable(props: {
  rows: Array<{ change: 'add' | 'remove'; wider: boolean }>;
  words: [thing: string, added: string, removed: string];
  children: ReactNode;
}) {
  const { rows, words, children } = props;
  if (rows.length <= fewRows) {
    return rows.length > 0 ? <>{children}</> : null;
  }
  const [thing, added, removed] = words;
  const gains = rows.filter(({ change }) => change === 'add').length;
  const wider = rows.filter(row => row.wider).length;
  return (
    <Disclosure
      summary={`${formatCount(gains, thing)} ${added}, ${
        rows.length - gains
      } ${removed}; ${wider} wider than before`}
    >
      {children}
    </Disclosure>
  );
}

function StatementTable({ statements }: Pick<SecurityChanges, 'statements'>) {
  return (
    <DataTable
      caption="Permissions gained and lost"
      items={statements.map((statement, index) => ({ ...statement, index }))}
      keyOf={({ index }) => String(index)}
      columns={[
        {
          id: 'change',
          label: 'Permission',
          width: '9rem',
          isRowHeader: true,
          cell: s => <Reach word={changeWord[s.change]} wider={s.wider} />,
        },
        { id: 'who', label: 'Who', cell: s => <Lines of={s.principals} /> },
        { id: 'effect', label: 'Effect', width: '5rem', cell: s => s.effect },
        {
          id: 'actions',
          label: 'Actions',
          cell: s => <Lines of={s.actions} />,
        },
        { id: 'resources', label: 'On', cell: s => <Lines of={s.resources} /> },
        {
          id: 'condition',
          label: 'If',
          width: statements.some(({ condition }) => condition !== undefined)
            ? undefined
            : '6rem',
          cell: s =>
            s.condition === undefined ? (
              'always'
            ) : (
              <Lines of={conditionLines(s.condition)} />
            ),
        },
      ]}
    />
  );
}

function NetworkTable({ network }: Pick<SecurityChanges, 'network'>) {
  return (
    <DataTable
      caption="Ports opened and closed"
      items={network.map((rule, index) => ({ ...rule, index }))}
      keyOf={({ index }) => String(index)}
      columns={[
        {
          id: 'change',
          label: 'Port',
          isRowHeader: true,
          cell: r => (
            <Reach
              word={r.change === 'add' ? 'Opened' : 'Closed'}
              wider={r.wider}
            />
          ),
        },
        { id: 'group', label: 'Security group', cell: r => r.group },
        { id: 'direction', label: 'Direction', cell: r => r.direction },
        { id: 'ports', label: 'Ports', cell: portsWords },
        {
          id: 'peer',
          label: 'To whom',
          cell: r => <code>{r.peer}</code>,
        },
      ]}
    />
  );
}

/** `tcp 8443`; where everything is open that is said once. */
function portsWords({ protocol, ports }: NetworkRule): string {
  return protocol === ports ? protocol : `${protocol} ${ports}`;
}

function Reach({ word, wider }: { word: string; wider: boolean }) {
  return (
    <Flex gap="2" align="center">
      {word}
      {wider && <Chip tone="warning">wider</Chip>}
    </Flex>
  );
}

function Lines({ of: lines }: { of: string[] }) {
  return (
    <Flex direction="column" gap="0.5">
      {lines.map(line => (
        <code key={line} style={{ overflowWrap: 'anywhere' }}>
          {line}
        </code>
      ))}
    </Flex>
  );
}
