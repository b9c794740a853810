import type { ReactNode } from 'react';
import { styled } from '@mui/material/styles';
import type { PartEnding } from '@enginehouse/plugin-operations-common';
import { clockOf } from '../logs/clock';
import { lineStyle, Message, Quiet } from '../logs/lineParts';
import { LEVEL_WORD, writerOf } from '../logs/lineWords';
import { useZone } from '../useZone';
import type { Moment } from './momentsOf';

const Item = styled('li')(lineStyle);

/** As much of a task's id as tells it from the others. */
const SHOWN_OF_ID = 8;

/** A line, or how a part of a unit ended: when, how bad, who, what. */
export function MomentItem({ moment }: { moment: Moment }) {
  if ('line' in moment) {
    const { line } = moment;
    return (
      <Row
        at={moment.at}
        level={line.level}
        word={line.level && LEVEL_WORD[line.level]}
        who={writerOf(line)}
      >
        {line.text ?? line.message}
      </Row>
    );
  }
  const { part, ending } = moment;
  return (
    <Row
      at={moment.at}
      level="error"
      word="ENDED"
      who={`${part.kind} ${part.name.slice(0, SHOWN_OF_ID)}`}
    >
      {inWords(ending)}
    </Row>
  );
}

function Row(props: {
  at: string;
  level?: string;
  word?: string;
  who: string;
  children: ReactNode;
}) {
  const { at, level, word, who, children } = props;
  const zone = useZone();
  return (
    <Item data-level={level}>
      <Quiet>
        <time dateTime={at}>{clockOf(at, zone)}</time>
      </Quiet>
      {word && <Quiet data-level={level}>{word}</Quiet>}
      <Quiet>{who}</Quiet>
      <Message data-wrap>{children}</Message>
    </Item>
  );
}

function inWords({ exitCode, reason, code }: PartEnding): string {
  const words = exitCode === undefined ? '' : `exit code ${exitCode}: `;
  return `${words}${reason}${code ? ` (${code})` : ''}`;
}
