import { lasting } from './lasting';

it.each([
  [0, '0 s'],
  [30, '30 s'],
  [60, '1 minute'],
  [5_400, '90 minutes'],
  [43_200, '12 hours'],
  [345_600, '4 days'],
  [86_401, '86401 s'],
])('%i seconds are %s', (seconds, words) => {
  expect(lasting(seconds)).toBe(words);
});
