const UNITS: [name: string, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long, in the largest unit that says it in whole numbers: `4 days`, `90 minutes`, `30 s`. */
export function lasting(seconds: number): string {
  const [name, length] =
    UNITS.find(([, size]) => seconds >= size && seconds % size === 0) ?? [];
  if (name === undefined || length === undefined) return `${seconds} s`;
  const count = seconds / length;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
