import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { readSettings, Settings } from '../bin/readSettings';
import { synthesizeManifest } from '../bin/synthesizeManifest';
import type { Synthesis } from '../build';
import { parseManifest } from '../manifest/parseManifest';
import { Cost } from './Cost';
import { price } from './price';
import { freeTypes, pricers } from './pricers';
import { readPrices } from './readPrices';

// Whole examples are synthesized.
jest.setTimeout(120_000);

const root = resolve(__dirname, '../../../..');
const settings = readSettings(
  ['app-config.yaml', 'app-config.sandbox.yaml'],
  root,
);
const prices = readPrices();

const FRAMEWORK = /^complianceFramework: (\S+)$/m;

/** An example, in the environment beside the local AWS with the framework it asks for. */
function synthesized(folder: string, file: string): Synthesis {
  const examples = join(root, 'examples', folder);
  const text = readFileSync(join(examples, file), 'utf8');
  const framework = FRAMEWORK.exec(text)?.[1] ?? 'commercial';
  const { sandbox } = settings.environments;
  const environments = { sandbox: { ...sandbox, framework } };
  const [{ synthesis }] = synthesizeManifest({
    manifest: parseManifest(text, file),
    environment: 'sandbox',
    settings: { ...settings, environments } as Settings,
    lookups: parse(readFileSync(join(examples, 'lookups.yml'), 'utf8')),
  });
  return synthesis;
}

/** What each kind of thing costs per month, by the words its lines begin with. */
function sums({ lines }: Cost): Record<string, number> {
  const result: Record<string, number> = {};
  for (const { what, usd } of lines) {
    const [name] = what.split(/,| of | that | \/dev/);
    result[name] = Math.round(((result[name] ?? 0) + usd) * 1e6) / 1e6;
  }
  return result;
}

it.each(
  ['engine-pool', 'ktor-chassis'].flatMap(folder =>
    readdirSync(join(root, 'examples', folder))
      .filter(file => file.startsWith('service'))
      .map(file => [folder, file] as const),
  ),
)('every type of %s/%s is charged or known to be free', (folder, file) => {
  const { template } = synthesized(folder, file);
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  expect(
    types.filter(type => !(type in pricers) && !(type in freeTypes)),
  ).toEqual([]);
});

describe('the example of the engine pool', () => {
  const { template, paths } = synthesized('engine-pool', 'service.yml');

  it('in Virginia', () => {
    const cost = price(template, { region: 'us-east-1', prices, paths });
    expect(sums(cost)).toEqual({
      'Instance c7i.large': 65.1525, // 730 h × 0.08925
      Volume: 18.4, // (30 + 200) GB × 0.08
      'NAT gateway': 32.85, // 730 h × 0.045
      'Public IPv4 address': 3.65, // 730 h × 0.005
      'Network load balancer': 16.425, // 730 h × 0.0225
      Key: 1,
      Dashboard: 3,
      'Alarm on a band': 0.3,
      Alarm: 0.9, // 7 of one metric and 1 of two, × 0.10
      Alarms: 0.2, // 2 of target tracking × 0.10
    });
    // The sum of these; at 3 engines two more instances with their volumes: 2 × 83.5525.
    expect(cost).toMatchObject({
      ...{ monthly: 141.8775, upTo: 308.9825 },
      ...{ atLeast: false, unpriced: [] },
    });
    expect(cost.lines.find(({ type }) => type.endsWith('Group'))).toMatchObject(
      {
        path: 'Pool/ASG',
      },
    );
  });

  it('in Seoul, where the table has no alarm on a band', () => {
    const cost = price(template, { region: 'ap-northeast-2', prices, paths });
    // 730 × (0.1008 + 0.059 + 0.005 + 0.0225) + 230 × 0.0912 + 1 + 3 + 11 × 0.10
    expect(cost).toMatchObject({ monthly: 162.805, atLeast: true });
    expect(cost.unpriced.map(({ path, reason }) => [path, reason])).toEqual([
      [
        'AnomalousLogVolume/Resource',
        expect.stringContaining('cloudwatch/alarm.anomaly.standard'),
      ],
    ]);
  });
});

describe('the example of the Ktor chassis', () => {
  const { template, paths } = synthesized('ktor-chassis', 'service.yml');

  it('in Seoul, where the document puts it', () => {
    const cost = price(template, { region: 'ap-northeast-2', prices, paths });
    expect(cost.monthly).toBe(
      sum(
        730 * 2 * (0.5 * 0.04656 + 0.00511), // two services, one task of half a vCPU and 1 GB each
        730 * 0.5 * 0.2, // Aurora, half a capacity unit
        730 * 8 * 0.025, // proxy, at least 8 units
        730 * 0.024, // cache.t4g.micro
        730 * 0.0225, // load balancer
        730 * 0.059, // NAT gateway
        730 * 3 * 0.005, // addresses: NAT gateway, two zones of the balancer
        730 * 0.0052 + 8 * 0.0912, // bastion and its volume
        4 * 0.4, // secrets
        5 + 1, // web ACL, a rule
        2 * 2 * 0.1, // alarms of target tracking
      ),
    );
    expect(cost.unpriced).toMatchObject([
      { reason: expect.stringContaining('2 × Managed rule groups') },
    ]);
    expect(cost.table.unverified).toBeGreaterThan(0);
  });

  it('in Virginia', () => {
    const cost = price(template, { region: 'us-east-1', prices, paths });
    expect(cost).toMatchObject({ atLeast: false, unpriced: [] });
    expect(cost.monthly).toBe(
      sum(
        730 * 2 * (0.5 * 0.04048 + 0.004445),
        730 * 0.5 * 0.12,
        730 * 8 * 0.015,
        730 * 0.016,
        730 * 0.0225,
        730 * 0.045,
        730 * 3 * 0.005,
        730 * 0.0042 + 8 * 0.08,
        4 * 0.4,
        5 + 1 + 2, // web ACL, a rule, two managed groups
        2 * 2 * 0.1,
      ),
    );
  });

  it('up to the readers, units and tasks that production may have', () => {
    const made = synthesized('ktor-chassis', 'service-prod.yml');
    const cost = price(made.template, { region: 'us-east-1', prices });
    const most = (what: string) =>
      sum(
        ...cost.lines
          .filter(line => line.what.startsWith(what))
          .map(({ usd, upTo = usd }) => upTo),
      );
    expect(most('Aurora')).toBe(730 * 16 * 128 * 0.12); // a writer and 15 readers of 128 units
    expect(most('Proxy')).toBe(730 * 16 * 128 * 0.015);
    expect(most('vCPU')).toBe(sum(730 * 2 * 50 * 0.04048)); // two services of 50 tasks
  });
});

function sum(...amounts: number[]): number {
  return Math.round(amounts.reduce((a, b) => a + b, 0) * 1e6) / 1e6;
}
