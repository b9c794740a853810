import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { price } from './price';
import { UNVERIFIED } from './PriceRecord';
import { readPrices } from './readPrices';

const nat = {
  service: 'vpc',
  key: 'nat-gateway.hour',
  region: 'eu-west-3',
  unit: 'hour',
  usd: 0.05,
  asOf: '2026-11',
  source: 'Our contract of 2026',
};

describe('the table that comes with the product', () => {
  const { records, regions, replaced } = withRegions();

  function withRegions() {
    const table = readPrices();
    return { ...table, records: table.records, regions: table.regions() };
  }

  it('gives a source for every figure, and says which nobody has read', () => {
    expect(replaced).toBe(false);
    expect(records).toHaveLength(245);
    expect(records.filter(r => r.source === UNVERIFIED)).toHaveLength(11);
    expect(
      records.filter(r => r.asOf === null && r.source !== UNVERIFIED),
    ).toHaveLength(30);
  });

  it('knows these regions', () => {
    expect(regions).toEqual([
      'ap-northeast-2',
      'eu-central-1',
      'us-east-1',
      'us-gov-west-1',
    ]);
  });
});

describe('a table of the users', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'prices-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function given(content: unknown): string {
    const file = join(folder, 'prices.json');
    const text =
      typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(file, text);
    return file;
  }

  it('is used in place of the other, and a cost says so', () => {
    const prices = readPrices(given([nat]));
    const template = {
      Resources: {
        Nat: { Type: 'AWS::EC2::NatGateway' },
        Key: { Type: 'AWS::KMS::Key' },
      },
    };
    expect(price(template, { region: 'eu-west-3', prices })).toMatchObject({
      monthly: 36.5,
      unpriced: [{ logicalId: 'Key' }],
      table: {
        ...{ replaced: true, from: '2026-11', to: '2026-11' },
        sources: ['Our contract of 2026'],
      },
    });
  });

  it.each([
    [
      'a price that is none',
      [nat, { ...nat, region: 'eu-west-1', usd: '0.05' }],
      '/1/usd: (vpc nat-gateway.hour eu-west-1) is not accepted, found "0.05"; accepted: a number of US dollars from 0',
    ],
    [
      'a month that is none',
      [{ ...nat, asOf: '2026' }],
      '/0/asOf: (vpc nat-gateway.hour eu-west-3) is not accepted, found "2026"; accepted: a year and month such as "2026-10", or null',
    ],
    [
      'a unit it cannot reckon with',
      [{ ...nat, unit: 'fortnight' }],
      '/0/unit: (vpc nat-gateway.hour eu-west-3) is not accepted, found "fortnight"; accepted: one of "hour"',
    ],
    [
      'a figure without a source',
      [{ ...nat, source: undefined }],
      '/0/source: (vpc nat-gateway.hour eu-west-3) is required',
    ],
    [
      'a key that is not known',
      [{ ...nat, prize: 1 }],
      '/0/prize: (vpc nat-gateway.hour eu-west-3) is not known',
    ],
    [
      'two prices for one thing',
      [nat, nat],
      '/1: (vpc nat-gateway.hour eu-west-3) is the second price of vpc/nat-gateway.hour eu-west-3; the first is /0',
    ],
    ['an empty table', [], 'accepted: a list'],
    ['what is not JSON', 'service: vpc', 'is not JSON'],
  ])('refuses %s, and names it', (_, content, message) => {
    const file = given(content);
    expect(() => readPrices(file)).toThrow(message);
    expect(() => readPrices(file)).toThrow(file);
  });
});
