import { aLine } from '../__testUtils__/fixtures';
import { KEPT, LogBuffer } from './LogBuffer';

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => aLine(from + index));

describe('LogBuffer', () => {
  it('takes each line once', () => {
    const buffer = new LogBuffer();
    buffer.append(lines(0, 3));
    expect(buffer.append(lines(2, 2))).toBe(1);
    expect(buffer.lines.map(({ id }) => id)).toEqual([
      'line-0',
      'line-1',
      'line-2',
      'line-3',
    ]);
  });

  it('keeps the newest 5,000 lines', () => {
    const buffer = new LogBuffer();
    buffer.append(lines(0, KEPT));
    buffer.append(lines(KEPT, 10));
    expect(buffer.lines).toHaveLength(KEPT);
    expect(buffer.lines[0].id).toBe('line-10');
  });

  it('puts older lines before, as far as there is room', () => {
    const buffer = new LogBuffer();
    buffer.append(lines(100, KEPT - 2));
    expect(buffer.prepend(lines(0, 100))).toBe(2);
    expect(buffer.lines[0].id).toBe('line-98');
  });
});
