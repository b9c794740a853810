import { LineFilter } from './LineFilter';

const line = (message: string) => ({
  id: '1',
  at: 0,
  receivedAt: 0,
  stream: 'i-0abc/engine',
  unit: 'i-0abc',
  message,
});

describe('LineFilter', () => {
  it.each([
    ['', 'anything', true],
    ['timeout', 'a timeout came', true],
    ['timeout refused', 'a timeout came', false],
    ['"connection refused" 111', 'connection refused (111)', true],
    ['"connection refused"', 'refused connection', false],
    ['GET -health', 'GET /health', false],
    ['-"not found"', 'found', true],
    ['a=b', 'x a=b y', true],
  ])('with %s takes "%s": %s', (filter, message, taken) => {
    expect(new LineFilter({ filter }).takesLine(line(message))).toBe(taken);
  });

  it('lets AWS search for the longest plain term', () => {
    const filter = new LineFilter({ filter: 'a "two words" -excluded' });
    expect(filter.containing).toBe('two words');
    expect(new LineFilter({ filter: '-excluded' }).containing).toBeUndefined();
  });

  it('takes one unit, one stream, some levels, one correlation id', () => {
    const takes = (query: ConstructorParameters<typeof LineFilter>[0]) =>
      new LineFilter(query).takesLine(line('x'));
    expect(takes({ unit: 'i-0abc' })).toBe(true);
    expect(takes({ unit: 'i-0other' })).toBe(false);
    expect(takes({ stream: 'i-0abc/stunnel' })).toBe(false);
    const errors = new LineFilter({ level: ['error'], correlationId: 'c1' });
    expect(errors.takesReading({ level: 'error', correlationId: 'c1' })).toBe(
      true,
    );
    expect(errors.takesReading({ level: 'info', correlationId: 'c1' })).toBe(
      false,
    );
    expect(errors.takesReading({ level: 'error' })).toBe(false);
  });

  it('refuses a quote that is not closed, naming the parameter', () => {
    expect(() => new LineFilter({ filter: 'a "b c' })).toThrow(
      /filter is "a \\"b c": a double quote is not closed/,
    );
  });
});
