import { aLine } from '../__testUtils__/fixtures';
import { histogramOf } from './histogram';

describe('histogramOf', () => {
  it('counts every line once, by level, in spans that follow each other', () => {
    const lines = Array.from({ length: 300 }, (_, index) =>
      aLine(index, { level: index % 3 === 0 ? 'error' : 'debug' }),
    );
    const bars = histogramOf(lines);
    const sum = (key: 'error' | 'warning' | 'other') =>
      bars.reduce((total, bar) => total + bar[key], 0);
    expect([sum('error'), sum('warning'), sum('other')]).toEqual([100, 0, 200]);
    expect(bars.length).toBeLessThanOrEqual(60);
    bars
      .slice(1)
      .forEach((bar, index) => expect(bar.from).toBe(bars[index].to));
  });

  it('shows a single line as one bar of many', () => {
    const bars = histogramOf([aLine(0)]);
    expect(bars).toHaveLength(20);
    expect(bars.map(bar => bar.other)).toEqual([...Array(19).fill(0), 1]);
  });

  it('is empty without lines', () => {
    expect(histogramOf([])).toEqual([]);
  });
});
