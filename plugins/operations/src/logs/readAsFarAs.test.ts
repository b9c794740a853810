import { aLine, aPage } from '../__testUtils__/fixtures';
import { readAsFarAs } from './readAsFarAs';

/** Three pages of one line each, the newest first. */
async function pages(cursor?: string) {
  const page = Number(cursor ?? 0);
  return aPage([aLine(3 - page)], {
    nextCursor: page < 2 ? String(page + 1) : undefined,
    followFrom: page === 0 ? 'the end' : undefined,
  });
}

describe('readAsFarAs', () => {
  it('reads the newest page alone when no line is wanted', async () => {
    expect(await readAsFarAs(undefined, pages)).toMatchObject({
      events: [{ id: 'line-3' }],
      nextCursor: '1',
      followFrom: 'the end',
    });
  });

  it('reads back as far as the wanted line, and follows from the newest', async () => {
    expect(await readAsFarAs('line-2', pages)).toMatchObject({
      events: [{ id: 'line-2' }, { id: 'line-3' }],
      nextCursor: '2',
      followFrom: 'the end',
    });
  });

  it('ends where the lines begin', async () => {
    const { events, nextCursor } = await readAsFarAs('gone', pages);
    expect(events).toHaveLength(3);
    expect(nextCursor).toBeUndefined();
  });
});
