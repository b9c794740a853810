import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/core-components';
import { styled } from '@mui/material/styles';
import type { Alarm } from '@enginehouse/plugin-operations-common';
import {
  CopyableId,
  DataTable,
  FourStates,
  RelativeTime,
  useRead,
} from '@enginehouse/plugin-stacks-react';
import { operationsApiRef } from '../api/operationsApiRef';
import { useEntityRef } from '../useEntityRef';
import { AlarmMetric } from './AlarmMetric';
import { ChangesBefore } from './ChangesBefore';
import { logsAround } from './logsAround';

const Body = styled('div')({
  display: 'grid',
  gap: '1rem',
  padding: '0.5rem 1rem 1rem',
});

const Title = styled('h4')({ margin: 0 });

const EVERY_MS = 15_000;
const again = () => EVERY_MS;

/** What led to the state of an alarm: its metric, the logs of that moment, what changed before, and its history. */
export function AlarmDetails({ alarm }: { alarm: Alarm }) {
  const api = useApi(operationsApiRef);
  const entity = useEntityRef();
  const history = useRead(
    useCallback(
      signal => api.listAlarmHistory(entity, alarm.name, { signal }),
      [api, entity, alarm.name],
    ),
    { again },
  );
  return (
    <Body>
      {alarm.state === 'OK' && <div>{alarm.reason}</div>}
      <AlarmMetric alarm={alarm} />
      {alarm.since && (
        <>
          <Link to={logsAround(alarm.since)}>Logs at that moment</Link>
          <Title>What changed before</Title>
          <ChangesBefore at={alarm.since} />
        </>
      )}
      <Title>History</Title>
      <FourStates
        what="the alarm's history"
        value={history.value}
        error={history.error}
        retry={history.retry}
        isEmpty={items => items.length === 0}
        empty={<span>Nothing has happened to this alarm yet.</span>}
      >
        {items => (
          <DataTable
            caption={`History of ${alarm.name}, newest first`}
            items={items}
            keyOf={item => `${item.at} ${item.summary}`}
            columns={[
              {
                id: 'at',
                label: 'When',
                isRowHeader: true,
                cell: item => <RelativeTime at={item.at} />,
              },
              { id: 'summary', label: 'What', cell: item => item.summary },
              { id: 'reason', label: 'Why', cell: item => item.reason ?? '' },
            ]}
          />
        )}
      </FourStates>
      <div>
        <CopyableId id={alarm.name} label="alarm name" />
        {!alarm.actionsEnabled && ' Its actions are switched off.'}
      </div>
    </Body>
  );
}
