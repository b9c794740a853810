/** Whether two IPv4 blocks, such as `10.0.0.0/16`, have addresses in common. */
export function cidrsOverlap(a: string, b: string): boolean {
  const [first, second] = [parse(a), parse(b)];
  return first.start <= second.end && second.start <= first.end;
}

function parse(block: string): { start: number; end: number } {
  const [address, prefix] = block.split('/');
  const size = 2 ** (32 - Number(prefix));
  const number = address
    .split('.')
    .reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const start = number - (number % size);
  return { start, end: start + size - 1 };
}
