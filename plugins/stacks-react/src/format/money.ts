/** From here on cents say nothing. */
const WHOLE = 10;
/** Below this an amount has no cents to show. */
const CENT = 0.005;

/** An amount for people: whole from ten on, cents below, three digits at most: `$142`, `$2.40`, `$0.00356`. @public */
export function formatMoney(amount: number, currency = 'USD'): string {
  const size = Math.abs(amount);
  const shown = size >= WHOLE ? Math.round(amount) : amount;
  return new Intl.NumberFormat('en', {
    ...{ style: 'currency', currency },
    ...digitsFor(shown),
  }).format(shown);
}

/** The price of one unit, of which every digit counts: `$0.0893`. @public */
export function formatUnitPrice(amount: number, currency = 'USD'): string {
  return new Intl.NumberFormat('en', {
    ...{ style: 'currency', currency },
    ...(isCents(amount) ? digitsFor(amount) : { maximumSignificantDigits: 3 }),
  }).format(amount);
}

/** Whether it is no finer than a cent: `$0.30`, not `$0.3`. */
function isCents(amount: number): boolean {
  const cents = amount * 100;
  return Math.abs(cents - Math.round(cents)) < 1e-6;
}

function digitsFor(amount: number): Intl.NumberFormatOptions {
  if (Number.isInteger(amount) || Math.abs(amount) < CENT) {
    return { maximumSignificantDigits: 3 };
  }
  return { minimumFractionDigits: 2, maximumFractionDigits: 2 };
}
