import type { SecurityChanges } from '@enginehouse/plugin-stacks-common';
import { Flex, Text } from '@backstage/ui';
import { DataTable } from '../layout/DataTable';
import { Panel } from '../layout/Panel';
import { Chip } from '../status/Chip';
import { conditionLines } from './conditionLines';

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
        {statements.length > 0 && <StatementTable statements={statements} />}
        {network.length > 0 && <NetworkTable network={network} />}
        {capabilities.length > 0 && (
          <Text as="p">
            CloudFormation is given: <code>{capabilities.join(', ')}</code>
          </Text>
        )}
      </Flex>
    </Panel>
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
        { id: 'ports', label: 'Ports', cell: r => `${r.protocol} ${r.ports}` },
        {
          id: 'peer',
          label: 'To whom',
          cell: r => <code>{r.peer}</code>,
        },
      ]}
    />
  );
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
