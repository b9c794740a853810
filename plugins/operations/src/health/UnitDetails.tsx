import { styled } from '@mui/material/styles';
import type { Unit, UnitPart } from '@enginehouse/plugin-operations-common';
import {
  Disclosure,
  FactList,
  RelativeTime,
} from '@enginehouse/plugin-stacks-react';
import { EndedParts } from './EndedParts';
import { FactValue } from './FactValue';
import { RunningParts } from './RunningParts';
import { RolloutItem } from './RolloutItem';

const Root = styled('div')({
  display: 'grid',
  gap: '1rem',
  paddingInlineStart: '1rem',
  borderInlineStart: '2px solid var(--bui-border-2)',
});

const Events = styled('ol')({
  listStyle: 'none',
  display: 'grid',
  gap: '0.25rem',
  margin: 0,
  padding: 0,
  '& > li': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 0.75rem',
    overflowWrap: 'anywhere',
  },
});

const hasFailed = ({ ending }: UnitPart) => ending?.failed;

/** What a unit consists of and what happens to it; what failed comes first while something is wrong. */
export function UnitDetails({ unit }: { unit: Unit }) {
  const { parts = [], rollouts = [], events = [], facts = [], status } = unit;
  const running = parts.filter(({ ending }) => !ending);
  const ended = parts.filter(({ ending }) => ending);
  const endedFirst = status !== 'healthy' && ended.some(hasFailed);
  const runs = <RunningParts key="running" unit={unit} parts={running} />;
  const ends = <EndedParts key="ended" unit={unit} parts={ended} />;
  return (
    <Root>
      {rollouts.map(rollout => (
        <RolloutItem key={rollout.key} unit={unit} rollout={rollout} />
      ))}
      {endedFirst ? [ends, runs] : [runs, ends]}
      {facts.length > 0 && (
        <FactList
          facts={facts.map(fact => ({
            label: fact.label,
            value: <FactValue {...fact} />,
          }))}
        />
      )}
      {events.length > 0 && (
        <Disclosure summary={`Events of ${unit.name} (${events.length})`}>
          <Events>
            {events.map(({ id, at, message }) => (
              <li key={id}>
                <RelativeTime at={at} /> <span>{message}</span>
              </li>
            ))}
          </Events>
        </Disclosure>
      )}
    </Root>
  );
}
