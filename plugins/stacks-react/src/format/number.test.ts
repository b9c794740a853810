import { formatNumber } from './number';

describe('formatNumber', () => {
  it.each([
    [0, 'bytes', '0 bytes'],
    [1_023, 'bytes', '1,020 bytes'],
    [1_536, 'bytes', '1.5 KiB'],
    [6_442_450_944, 'bytes', '6 GiB'],
    [2 ** 70, 'bytes', '1,050,000 PiB'],
    [41.234, '%', '41.2 %'],
    [1_234, undefined, '1,230'],
  ])('writes %d %s as %s', (value, unit, text) => {
    expect(formatNumber(value, unit)).toBe(text);
  });
});
