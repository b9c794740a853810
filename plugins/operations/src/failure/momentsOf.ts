import type {
  LastLines,
  LogEvent,
  PartEnding,
  UnitPart,
} from '@enginehouse/plugin-operations-common';

/** What happened at one time: a line was written, or a unit or a part of it ended. */
export type Moment = { at: string; key: string } & (
  | { line: LogEvent }
  | { part: UnitPart; ending: PartEnding }
);

/** Lines and endings as they happened, the last one last. */
export function momentsOf({ events, ended, end }: LastLines): Moment[] {
  const moments: Moment[] = [
    ...events.map(line => ({ at: line.at, key: line.id, line })),
    ...ended.flatMap(part =>
      part.ending
        ? {
            at: part.ending.at ?? end,
            key: part.key,
            part,
            ending: part.ending,
          }
        : [],
    ),
  ];
  return moments.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
