import { InputError, toJsonSchema, valueAt } from '@enginehouse/stack-kit';
import { ktorChassis } from './definition';
import { resolveChassis } from './__testUtils__/synthesizeChassis';

function refusal(value: object): string[] {
  try {
    resolveChassis(value);
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const context = {
  service: 'shop',
  component: 'ktor-chassis',
  environment: 'prod',
  owner: 'group:default/platform',
};

describe('options of the chassis', () => {
  it('asks for stage and domain name alone', () => {
    const schema = toJsonSchema(ktorChassis);
    expect(schema.required).toEqual(['stage', 'domainName']);
    expect(resolveChassis({ stage: 'dev' }).config).toMatchObject({
      network: { zones: ['a', 'c'], cidr: '10.60.0.0/16' },
      compute: { maxTasks: 50, cpuTarget: 50, cooldownSeconds: 60, port: 8080 },
      database: {
        minAcu: 0.5,
        maxReaders: 15,
        readerCpuTarget: 70,
        borrowTimeoutSeconds: 120,
      },
      cache: { nodeType: 'cache.t4g.micro' },
      firewall: { adminRequestsPer5Minutes: 100 },
      alerts: { emails: [] },
    });
  });

  it.each(['restoreSnapshotId', 'cloneSourceClusterId'])(
    '%s is refused in prod, with path and rule',
    option => {
      expect(refusal({ stage: 'prod', [option]: 'a-copy' })).toEqual([
        `/${option} (override): is refused in prod: a production database is never made from a copy, found "a-copy"; accepted: leaving it out, or the stage dev or staging`,
      ]);
      expect(refusal({ stage: 'dev', [option]: 'a-copy' })).toEqual([]);
      expect(refusal({ stage: 'staging', [option]: 'a-copy' })).toEqual([]);
    },
  );

  it('a database is restored or cloned, not both', () => {
    expect(
      refusal({
        stage: 'dev',
        restoreSnapshotId: 'snapshot',
        cloneSourceClusterId: 'cluster',
      }),
    ).toEqual([
      expect.stringContaining(
        '/cloneSourceClusterId (override): cannot be beside restoreSnapshotId',
      ),
    ]);
  });

  it.each([
    [{ stage: 'production' }, '/stage', '"dev", "staging", "prod"'],
    [{ domainName: 'https://x.y' }, '/domainName', 'api.example.com'],
    [{ network: { zones: ['a'] } }, '/network/zones', 'two zones'],
    [{ network: { zones: ['a', 'a'] } }, '/network/zones', 'two zones'],
    [{ network: { zones: ['a', '2c'] } }, '/network/zones/1', 'a letter'],
    [{ network: { cidr: '10.0.0.0/24' } }, '/network/cidr', '/16 to /22'],
    [{ compute: { cpu: 3 } }, '/compute/cpu', '0.25, 0.5, 1, 2, 4'],
    [
      { compute: { cpu: 0.5, memoryGiB: 8 } },
      '/compute/memoryGiB',
      'from 1 to 4 GiB',
    ],
    [{ compute: { memoryGiB: 8 } }, '/compute/memoryGiB', 'from 1 to 4 GiB'],
    [
      { compute: { minTasks: 9, maxTasks: 3 } },
      '/compute/maxTasks',
      'at least 9',
    ],
    [
      { stage: 'prod', compute: { maxTasks: 1 } },
      '/compute/maxTasks',
      'at least 2',
    ],
    [{ database: { minAcu: 0.7 } }, '/database/minAcu', 'steps of 0.5'],
    [
      { database: { minAcu: 8, maxAcu: 4.5 } },
      '/database/minAcu',
      'up to 4.5 ACU',
    ],
    [{ database: { minAcu: 8 } }, '/database/minAcu', 'up to 4 ACU'],
    [{ database: { engineVersion: '16.1' } }, '/database/engineVersion', '15'],
    [{ cache: { nodeType: 't4g.micro' } }, '/cache/nodeType', 'cache.t4g'],
    [
      { firewall: { adminRequestsPer5Minutes: 1 } },
      '/firewall/adminRequestsPer5Minutes',
      'from 10',
    ],
    [{ alerts: { emails: ['nobody'] } }, '/alerts/emails/0', 'e-mail'],
    [
      { observability: { logRetentionDays: 91 } },
      '/observability/logRetentionDays',
      '90, 120',
    ],
    [{ databse: {} }, '/databse', 'database'],
  ])('refuses %j', (value, path, accepted) => {
    const [line, ...others] = refusal({ stage: 'dev', ...value });
    expect(others).toEqual([]);
    expect(line).toMatch(new RegExp(`^${path} `));
    expect(line.slice(line.indexOf('accepted:'))).toContain(accepted);
  });

  it('tells the form of each option what it is, where it belongs and what it accepts', () => {
    const schema = toJsonSchema(ktorChassis);
    const leaves = (node: typeof schema, path: string): string[] =>
      node.properties
        ? Object.entries(node.properties).flatMap(([key, child]) =>
            leaves(child, `${path}/${key}`),
          )
        : [path];
    const untold = leaves(schema, '').filter(path => {
      const option = valueAt(
        schema,
        path.replaceAll('/', '/properties/'),
      ) as typeof schema;
      return !option.title || !option.group || !option.order;
    });
    expect(untold).toEqual([]);
  });

  it('has no option for a secret', () => {
    const text = JSON.stringify(toJsonSchema(ktorChassis).properties);
    expect(text).not.toMatch(/"[a-zA-Z]*(password|token|secret)[a-zA-Z]*":/i);
  });
});

it('refuses a zone that the region does not have, with path, value and those it has', () => {
  const zones = ['us-west-1a', 'us-west-1b'];
  const refused = (letters: string[]) =>
    ktorChassis.refuse?.(
      resolveChassis({ stage: 'dev', network: { zones: letters } }).config,
      { zones },
      { account: '123456789012', region: 'us-west-1' },
    );
  expect(refused(['b', 'a'])).toEqual([]);
  expect(refused(['a', 'c'])).toEqual([
    {
      path: '/network/zones/1',
      value: 'c',
      message: 'is no zone of us-west-1',
      accepted: 'a, b',
    },
  ]);
});

it('reads certificate, zones, bastion image and the running tags, which may be missing or change', () => {
  const { config } = resolveChassis({ stage: 'prod' });
  expect(ktorChassis.lookups(config, context)).toEqual([
    { key: 'certificate', kind: 'certificate', domainName: 'api.example.com' },
    { key: 'zones', kind: 'availability-zones' },
    expect.objectContaining({ key: 'bastionImage', kind: 'ssm-parameter' }),
    {
      key: 'serviceImageTag',
      kind: 'ssm-parameter',
      name: '/chassis/prod/service/image-tag',
      ifMissing: 'placeholder',
      volatile: true,
    },
    {
      key: 'adminImageTag',
      kind: 'ssm-parameter',
      name: '/chassis/prod/admin/image-tag',
      ifMissing: 'placeholder',
      volatile: true,
    },
  ]);
});

it('declares every name that is fixed', () => {
  const names = ktorChassis.fixedNames(context).map(({ name }) => name);
  expect(names.sort()).toEqual([
    '/chassis/prod/admin-api',
    '/chassis/prod/admin/image-tag',
    '/chassis/prod/service-api',
    '/chassis/prod/service/image-tag',
    'chassis/prod/admin',
    'chassis/prod/service',
  ]);
});
