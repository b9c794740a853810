import { formatMoney, formatUnitPrice } from './money';

it.each([
  [141.7775, '$142'],
  [205_568.401, '$206,000'],
  [-146.305, '-$146'],
  [16, '$16'],
  [2.4, '$2.40'],
  [1, '$1'],
  [0, '$0'],
  [0.3, '$0.30'],
  [0.0007, '$0.0007'],
])('%d is shown as %s', (amount, words) => {
  expect(formatMoney(amount)).toBe(words);
});

it('the price of a unit keeps its digits', () => {
  expect(formatUnitPrice(0.08925)).toBe('$0.0893');
  expect(formatUnitPrice(0.0000166667)).toBe('$0.0000167');
  expect(formatUnitPrice(400)).toBe('$400');
});
