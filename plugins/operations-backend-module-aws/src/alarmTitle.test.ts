import { alarmTitle } from './alarmTitle';

it.each([
  ['No engine is healthy', 'No engine is healthy'],
  [
    'Engines use more than 2.5 % CPU. Missing data is fine.',
    'Engines use more than 2.5 % CPU',
  ],
  ['', ''],
  [undefined, undefined],
])('an alarm described as %p is called %p', (description, title) => {
  expect(alarmTitle(description)).toBe(title);
});
