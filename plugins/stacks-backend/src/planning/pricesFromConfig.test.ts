import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { pricesFromConfig } from './pricesFromConfig';

describe('stacks.prices', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'prices-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const record = {
    ...{ service: 'kms', key: 'customer-managed-key', region: 'us-east-1' },
    ...{ unit: 'month', usd: 0.9, asOf: '2026-11', source: 'Our contract' },
  };

  function configured(records: unknown) {
    const prices = join(folder, 'ours.json');
    writeFileSync(prices, JSON.stringify(records));
    return () => pricesFromConfig(new ConfigReader({ stacks: { prices } }));
  }

  it('names the table that stands in for the one of the product', () => {
    const table = configured([record])();
    expect(table.replaced).toBe(true);
    expect(table.records).toEqual([record]);
    expect(pricesFromConfig(new ConfigReader({})).replaced).toBe(false);
  });

  it('refuses the start over a table that cannot be used, naming the record', () => {
    expect(
      configured([record, { ...record, region: 'eu-west-1', usd: -1 }]),
    ).toThrow(
      /^Configuration refused:\nstacks\.prices: .*ours\.json \/1\/usd: \(kms customer-managed-key eu-west-1\) is not accepted, found -1/,
    );
    const prices = join(folder, 'missing.json');
    expect(() =>
      pricesFromConfig(new ConfigReader({ stacks: { prices } })),
    ).toThrow(/^Configuration refused:\nstacks\.prices: .*missing\.json/);
  });
});
