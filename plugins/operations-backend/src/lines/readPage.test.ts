import { InMemoryLog } from '../__testUtils__/InMemoryLog';
import { SourceRegistry } from '../sources/SourceRegistry';
import { contextFor } from '../__testUtils__/contextFor';
import type { PageCursor } from './cursors';
import { LineFilter } from './LineFilter';
import { LogEvents } from './LogEvents';
import { readPage } from './readPage';

const END = Date.parse('2026-01-10T12:00:00Z');
const START = END - 24 * 3_600_000;

function page(
  log: InMemoryLog,
  options: { cursor?: PageCursor; limit?: number; filter?: string } = {},
) {
  const { cursor, limit = 10 } = options;
  const filter = new LineFilter(options);
  const events = new LogEvents(new SourceRegistry(), contextFor(), filter);
  const time = { start: START, end: END };
  return readPage({ sources: [log], filter, events, cursor, limit, ...time });
}

async function allPages(log: InMemoryLog, limit: number): Promise<string[]> {
  const messages: string[] = [];
  let cursor: PageCursor | undefined;
  do {
    const { events, next } = await page(log, { cursor, limit });
    messages.unshift(...events.map(({ message }) => message));
    cursor = next;
  } while (cursor);
  return messages;
}

describe('readPage', () => {
  it.each([1, 3, 7, 100])(
    'gives every line once over all pages of %d, also where many were written in one millisecond',
    async limit => {
      const log = new InMemoryLog({ pageSize: 4 });
      const written = [
        ...['a', 'b'].map(m => log.write(m, { at: START })),
        ...['c', 'd', 'e', 'f', 'g'].map(m => log.write(m, { at: END - 5e7 })),
        ...['h', 'i', 'j'].map(m => log.write(m, { at: END - 1 })),
        log.write('k', { at: END }),
      ];
      log.write('too old', { at: START - 1 });
      log.write('too new', { at: END + 1 });
      await expect(allPages(log, limit)).resolves.toEqual(written);
    },
  );

  it('reads a day with nothing in it in a few calls', async () => {
    const log = new InMemoryLog();
    await expect(page(log)).resolves.toEqual({
      events: [],
      searchedFrom: START,
    });
    expect(log.reads).toBeLessThan(10);
  });

  it('reads no further back than it needs', async () => {
    const log = new InMemoryLog();
    for (let n = 0; n < 20; n++) log.write(`${n}`, { at: END - n });
    await page(log, { limit: 10 });
    expect(log.reads).toBe(1);
  });
});
