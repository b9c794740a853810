import { aLine } from '../__testUtils__/fixtures';
import { linkTo } from './linkTo';

const paramsOf = (url: string) =>
  Object.fromEntries(new URL(url).searchParams.entries());

describe('the link to a line', () => {
  it('keeps the filters and ends what follows a minute after the line', () => {
    expect(
      paramsOf(linkTo(aLine(0), 'http://portal/logs?level=error&line=other')),
    ).toEqual({
      level: 'error',
      line: 'line-0',
      start: '2026-01-05T09:59:00.000Z',
      end: '2026-01-05T10:01:00.000Z',
    });
  });

  it('keeps a range of the past as it is', () => {
    const end = '2026-01-05T12:00:00.000Z';
    expect(paramsOf(linkTo(aLine(0), `http://portal/logs?end=${end}`))).toEqual(
      { line: 'line-0', end },
    );
  });
});
