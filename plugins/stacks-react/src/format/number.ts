const threeDigits = new Intl.NumberFormat('en', {
  maximumSignificantDigits: 3,
});

/** At most three significant digits, with its unit: `1,230 MiB`, `0.125 %`. @public */
export function formatNumber(value: number, unit?: string): string {
  const digits = threeDigits.format(value);
  return unit ? `${digits} ${unit}` : digits;
}

/** A counted thing: `1 engine`, `3 engines`. @public */
export function formatCount(
  count: number,
  one: string,
  many = `${one}s`,
): string {
  return `${count} ${count === 1 ? one : many}`;
}
