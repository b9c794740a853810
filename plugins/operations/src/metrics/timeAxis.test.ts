import { tickWord, ticksOf } from './timeAxis';

const at = (iso: string) => Date.parse(iso);
const words = (start: string, end: string) =>
  ticksOf([at(start), at(end)], 'utc').map(time => tickWord(time, 'utc'));

describe('the time axis', () => {
  it('has round times for an hour', () => {
    expect(
      words('2026-01-05T09:07:13.000Z', '2026-01-05T10:07:13.000Z'),
    ).toEqual(['09:15', '09:30', '09:45', '10:00']);
  });

  it('says which day it is where one begins', () => {
    expect(
      words('2026-01-05T10:00:00.000Z', '2026-01-06T10:00:00.000Z'),
    ).toEqual(['12:00', '18:00', '6 Jan', '06:00']);
  });
});
