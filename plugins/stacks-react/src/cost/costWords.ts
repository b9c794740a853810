import type { Cost, MonthlyCost } from '@enginehouse/plugin-stacks-common';
import { formatMoney } from '../format/money';

/** What a stack costs: `$142 / month, up to $309`, `at least $58 / month`. @public */
export function monthlyWords(cost: MonthlyCost): string {
  const { monthly, upTo, atLeast, currency } = cost;
  const most =
    upTo === undefined ? '' : `, up to ${formatMoney(upTo, currency)}`;
  return `${atLeast ? 'at least ' : ''}${formatMoney(
    monthly,
    currency,
  )} / month${most}`;
}

/** What a plan adds to or takes from the bill: `+ $214 / month`, `± $0 / month, up to + $84`. @public */
export function deltaWords(cost: Cost): string {
  const { currency } = cost;
  const { least, most } = deltaOf(cost);
  const further =
    Math.abs(most - least) < 0.005 ? '' : `, up to ${signed(most, currency)}`;
  return `${signed(least, currency)} / month${further}`;
}

/** The difference to what is deployed, at the least and at the most capacity. */
function deltaOf(cost: Cost): { least: number; most: number } {
  const { monthly, before = 0, upTo = monthly } = cost;
  const { beforeUpTo = before, delta = monthly - before } = cost;
  return { least: delta, most: upTo - beforeUpTo };
}

/** Whether there is a price for anything that is charged. @public */
export function isPriced({ lines, unpriced }: Cost): boolean {
  return lines.length > 0 || unpriced.length === 0;
}

/** What a plan costs, in one sentence. */
export function costSentence(cost: Cost, action: string): string {
  const { monthly, before, currency, atLeast, region } = cost;
  if (!isPriced(cost)) {
    return `For what is charged in ${region} there is no price.`;
  }
  const money = (amount: number) => formatMoney(amount, currency);
  if (action === 'destroy') {
    const ended = money((before ?? 0) - monthly);
    const kept = monthly > 0 ? `; what is kept costs ${money(monthly)}` : '';
    return `Saves ${
      cost.beforeAtLeast ? 'at least ' : ''
    }${ended} / month${kept}.`;
  }
  const words = `Costs ${monthlyWords({ ...cost, atLeast })}`;
  return before === undefined
    ? `${words}.`
    : `${words}; it costs ${monthlyWords({
        ...{ currency, monthly: before, upTo: cost.beforeUpTo },
        atLeast: cost.beforeAtLeast === true,
      })} now.`;
}

/** When the prices were read: `prices of 2024-02 to 2026-07`. */
export function datesWords({ from, to, undated }: Cost['table']): string {
  if (from === undefined) return 'prices without a date';
  const span = from === to ? from : `${from} to ${to}`;
  return undated === 0
    ? `prices of ${span}`
    : `prices of ${span}, ${undated} without a date`;
}

function signed(amount: number, currency: string): string {
  const size = formatMoney(Math.abs(amount), currency);
  if (Math.abs(amount) < 0.005) return `± ${formatMoney(0, currency)}`;
  return `${amount > 0 ? '+' : '−'} ${size}`;
}
