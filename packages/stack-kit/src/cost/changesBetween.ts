import { Amount, CostChange, CostLine } from './Cost';

/** Lines of two estimates that differ, the largest difference first. */
export function changesBetween(
  before: readonly CostLine[],
  after: readonly CostLine[],
): CostChange[] {
  const then = new Map(before.map(line => [idOf(line), line]));
  const now = new Map(after.map(line => [idOf(line), line]));
  return [...new Set([...now.keys(), ...then.keys()])]
    .flatMap(id => changed(then.get(id), now.get(id)))
    .sort((a, b) => weightOf(b) - weightOf(a));
}

function idOf({ logicalId, what }: CostLine): string {
  return `${logicalId} ${what}`;
}

function changed(
  before: CostLine | undefined,
  after: CostLine | undefined,
): CostChange[] {
  const line = after ?? before;
  if (!line) return [];
  if (before?.usd === after?.usd && before?.upTo === after?.upTo) return [];
  const { logicalId, path, type, what } = line;
  return [
    {
      ...{ logicalId, path, type, what },
      ...(before && { before: amountOf(before) }),
      ...(after && { after: amountOf(after) }),
    },
  ];
}

function amountOf({ usd, upTo }: Amount): Amount {
  return upTo === undefined ? { usd } : { usd, upTo };
}

/** A change of the least capacity counts before one of the most alone. */
function weightOf({ before, after }: CostChange): number {
  const least = Math.abs((after?.usd ?? 0) - (before?.usd ?? 0));
  const most = Math.abs(mostOf(after) - mostOf(before));
  return least * 1e6 + most;
}

function mostOf(amount: Amount | undefined): number {
  return amount?.upTo ?? amount?.usd ?? 0;
}
