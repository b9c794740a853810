import { PriceRecord } from './PriceRecord';

/** Dated prices by service, key and region. */
export class PriceTable {
  readonly #records: ReadonlyMap<string, PriceRecord>;

  /**
   * @param records - no two for the same service, key and region
   * @param replaced - whether it stands in for the one that comes with the product
   */
  constructor(
    readonly records: readonly PriceRecord[],
    readonly replaced: boolean,
  ) {
    this.#records = new Map(records.map(record => [idOf(record), record]));
  }

  /**
   * A price in a region, or the one that holds everywhere.
   *
   * @param key - service and key, such as `ec2/c7i.large.linux.on-demand`
   */
  find(key: string, region: string): PriceRecord | undefined {
    return (
      this.#records.get(`${key} ${region}`) ??
      this.#records.get(`${key} global`)
    );
  }

  /** Regions that anything has a price in, sorted. */
  regions(): string[] {
    const named = this.records.map(({ region }) => region);
    return [...new Set(named)].filter(region => region !== 'global').sort();
  }
}

/** What no two records of a table may share. */
export function idOf({ service, key, region }: PriceRecord): string {
  return `${service}/${key} ${region}`;
}
