import { Charge, Range } from './Charge';
import {
  CostLine,
  CostResource,
  FreeResources,
  Unpriced,
  UsageLine,
  UsedPrice,
} from './Cost';
import { HOURLY_UNITS, PriceRecord, UNVERIFIED } from './PriceRecord';
import { PriceTable } from './PriceTable';

/** Hours in a month, as AWS's own calculator counts: 365 days of 24 hours, by 12. */
export const HOURS_PER_MONTH = 730;

const hourly: readonly string[] = HOURLY_UNITS;

/** Finds the prices of charges and gathers what comes of them. */
export class Estimate {
  readonly lines: CostLine[] = [];
  readonly usage: UsageLine[] = [];
  readonly unpriced: Unpriced[] = [];
  readonly assumptions = new Set<string>();
  readonly used = new Set<PriceRecord>();
  readonly #free = new Map<string, FreeResources>();

  constructor(
    private readonly prices: PriceTable,
    private readonly region: string,
  ) {}

  /** Types that are not charged by themselves, sorted. */
  get free(): FreeResources[] {
    return [...this.#free.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
  }

  add(resource: CostResource, charge: Charge): void {
    switch (charge.kind) {
      case 'standing':
        return this.#addStanding(resource, charge);
      case 'usage':
        return this.#addUsage(resource, charge);
      case 'unpriced':
        this.unpriced.push({ ...resource, reason: charge.reason });
        return undefined;
      case 'free':
        return this.#addFree(resource, charge.reason);
      default:
        return charge satisfies never;
    }
  }

  #addStanding(
    resource: CostResource,
    { what, price: key, count, assumes }: Charge & { kind: 'standing' },
  ): void {
    const record = this.#find(key);
    if (!record) {
      this.unpriced.push({
        ...resource,
        reason: `${countWords(
          count,
        )}${what}: the price table has no ${key} for ${this.region}.`,
      });
      return;
    }
    if (assumes) this.assumptions.add(assumes);
    const perMonth = hourly.includes(record.unit) ? HOURS_PER_MONTH : 1;
    const quantity = rounded(count, perMonth);
    const usd = rounded(count, perMonth * record.usd);
    this.lines.push({
      ...{ ...resource, what, quantity: quantity.min, usd: usd.min },
      ...(count.max !== count.min && {
        quantityUpTo: quantity.max,
        upTo: usd.max,
      }),
      price: usedPrice(key, record),
    });
  }

  #addUsage(
    resource: CostResource,
    { what, price: key, assumes }: Charge & { kind: 'usage' },
  ): void {
    if (assumes) this.assumptions.add(assumes);
    const record = this.#find(key);
    this.usage.push({
      ...{ ...resource, what },
      ...(record && { price: usedPrice(key, record) }),
    });
  }

  #addFree({ type }: CostResource, reason: string): void {
    const id = `${type} ${reason}`;
    const count = (this.#free.get(id)?.count ?? 0) + 1;
    this.#free.set(id, { type, count, reason });
  }

  #find(key: string): PriceRecord | undefined {
    const record = this.prices.find(key, this.region);
    if (record) this.used.add(record);
    return record;
  }
}

/** Nothing for one, so that it reads as one thing. */
function countWords({ min, max }: Range): string {
  if (min !== max) return `${min} to ${max} × `;
  return min === 1 ? '' : `${min} × `;
}

function rounded(count: Range, factor: number): Range {
  return { min: round(count.min * factor), max: round(count.max * factor) };
}

/** To a millionth of a dollar: what is left out is the noise of binary fractions. */
export function round(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}

function usedPrice(key: string, record: PriceRecord): UsedPrice {
  const { unit, usd, asOf, source } = record;
  return {
    ...{ key, unit, usd, source },
    ...(asOf !== null && { asOf }),
    ...(source === UNVERIFIED && { unverified: true }),
  };
}
