import type { AwsHandle, LogSource } from '@enginehouse/plugin-operations-node';
import { readLines } from '../log-group';
import type { UnitStreams } from './UnitStreams';

/** The streams as sources of lines, one for each log group, without the lines of other streams there. */
export function streamSources(
  streams: UnitStreams[],
  aws: AwsHandle,
): LogSource[] {
  const groups = new Set(streams.map(({ group }) => group));
  return [...groups].map(group => {
    const mine = streams.filter(one => one.group === group);
    const prefix = commonBeginning(mine.map(one => one.prefix));
    return {
      group,
      async read(query) {
        const page = await readLines(group, mine, { ...query, prefix }, aws);
        const lines = page.lines.filter(({ stream }) =>
          mine.some(one => stream.startsWith(one.prefix)),
        );
        return { ...page, lines };
      },
    };
  });
}

/** FilterLogEvents takes one prefix. */
function commonBeginning(texts: string[]): string {
  return texts.reduce((common, text) => {
    let length = 0;
    while (length < common.length && common[length] === text[length]) {
      length += 1;
    }
    return common.slice(0, length);
  });
}
