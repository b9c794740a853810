import { z } from 'zod';
import { arn, cidr, flag, group } from './fields';

const accepts = (field: z.ZodType, value: unknown) =>
  field.safeParse(value).success;

describe('group', () => {
  const size = group(
    'Size',
    z.strictObject({ min: z.int().default(1), max: z.int() }),
  );

  it('that is left out still says what it requires', () => {
    const { error } = z.strictObject({ size }).safeParse({});
    expect(error?.issues.map(({ path }) => path)).toEqual([['size', 'max']]);
  });

  it('fills in defaults, and carries its title to the form', () => {
    expect(size.parse({ max: 3 })).toEqual({ min: 1, max: 3 });
    expect(z.toJSONSchema(size).title).toBe('Size');
  });
});

it('flag is on or off, and nothing that only looks so', () => {
  expect(flag(true).parse(undefined)).toBe(true);
  expect(accepts(flag(true), 'true')).toBe(false);
});

describe('arn', () => {
  const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234';
  const field = arn('kms', 'key', key);

  it.each([
    [key, true],
    ['arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/1234', true],
    ['arn:aws:s3:eu-west-1:123456789012:key/1234', false],
    ['arn:aws:kms:eu-west-1:123456789012:alias/1234', false],
    ['arn:aws:kms:eu-west-1:1234:key/1234', false],
    ['arn:aws:kms:eu-west-1:123456789012:key/', false],
    [`see ${key}`, false],
    [`${key}$(reboot)`, false],
    [`${key}"; reboot; "`, false],
    ['arn:aws:kms:eu-west-1:123456789012:key/*', false],
  ])('%s: %s', (value, good) => {
    expect(accepts(field, value)).toBe(good);
  });
});

describe('cidr', () => {
  const field = cidr(16, 24, '10.0.0.0/16');

  it.each([
    ['10.0.0.0/16', true],
    ['10.0.0.0/24', true],
    ['10.0.0.0/15', false],
    ['10.0.0.0/25', false],
    ['10.0.0.256/24', false],
    ['10.0.0.0', false],
  ])('%s: %s', (value, good) => {
    expect(accepts(field, value)).toBe(good);
  });

  it('says which sizes are accepted', () => {
    expect(z.toJSONSchema(field)).toMatchObject({
      accepted: 'an IPv4 block from /16 to /24 such as 10.0.0.0/16',
    });
  });
});
