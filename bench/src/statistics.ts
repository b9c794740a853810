/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** A number with at most three significant digits. */
export function short(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
