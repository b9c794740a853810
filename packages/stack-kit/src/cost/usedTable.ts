import { UsedTable } from './Cost';
import { PriceRecord, UNVERIFIED } from './PriceRecord';
import { PriceTable } from './PriceTable';

/** What the prices used rest on. */
export function usedTable(
  { replaced }: PriceTable,
  used: ReadonlySet<PriceRecord>,
): UsedTable {
  const records = [...used];
  const months = records.flatMap(({ asOf }) => asOf ?? []).sort();
  const sources = records.map(({ source }) => source);
  return {
    replaced,
    ...(months.length > 0 && { from: months[0], to: months.at(-1) }),
    undated: records.length - months.length,
    unverified: sources.filter(source => source === UNVERIFIED).length,
    sources: [...new Set(sources)].sort(),
  };
}
