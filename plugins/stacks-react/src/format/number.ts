const threeDigits = new Intl.NumberFormat('en', {
  maximumSignificantDigits: 3,
});

const BYTES = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** At most three significant digits, with its unit: `0.125 %`; bytes in the unit that suits them: `1.5 GiB`. @public */
export function formatNumber(value: number, unit?: string): string {
  if (unit === 'bytes') return formatBytes(value);
  const digits = threeDigits.format(value);
  return unit ? `${digits} ${unit}` : digits;
}

function formatBytes(value: number): string {
  const size = Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10);
  const step = Math.min(size, BYTES.length - 1);
  return `${threeDigits.format(value / 1_024 ** step)} ${BYTES[step]}`;
}

/** A counted thing: `1 engine`, `3 engines`. @public */
export function formatCount(
  count: number,
  one: string,
  many = `${one}s`,
): string {
  return `${count} ${count === 1 ? one : many}`;
}
