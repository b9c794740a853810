import { metricRange } from './range';

const NOW = Date.parse('2026-01-10T12:34:56.789Z');

describe('metricRange', () => {
  it.each([
    [{}, 60],
    [{ start: '2026-01-10T07:35:00Z' }, 60],
    [{ start: '2026-01-10T06:34:00Z' }, 300],
    [{ start: '2026-01-03T12:34:00Z' }, 3_600],
    [{ start: '2025-02-01T00:00:00Z' }, 86_400],
  ])('%j has a point each %d seconds, on whole periods', (query, period) => {
    const range = metricRange(query, NOW);
    expect(range.period).toBe(period);
    expect(range.start % period).toBe(0);
    expect(range.end % period).toBe(0);
    expect(range.end).toBeGreaterThanOrEqual(NOW / 1_000);
    expect((range.end - range.start) / period).toBeLessThanOrEqual(400);
  });

  it('asks the same for all who look in the same minute', () => {
    expect(metricRange({}, NOW + 1_000)).toEqual(metricRange({}, NOW));
  });

  it.each([
    [{ start: 'yesterday' }, /start is "yesterday": a time such as/],
    [
      { start: '2026-01-02T00:00:00Z', end: '2026-01-01T00:00:00Z' },
      /start is 2026-01-02T00:00:00Z: it must be before the end/,
    ],
    [{ start: '2020-01-01T00:00:00Z' }, /at most 455 days/],
  ])('refuses %j', (query, message) => {
    expect(() => metricRange(query, NOW)).toThrow(message);
  });
});
