import { amisSchema, frameworks } from '@enginehouse/stack-kit';
import { z } from 'zod';

const optionsSchema = z.record(z.string(), z.unknown(), 'a group of options');
const roleSchema = text(
  /^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  'the ARN of an IAM role',
);
const urlSchema = z.url({
  protocol: /^https?$/,
  error: 'an http or https URL',
});

/** One entry of `stacks.environments`. The message of each issue says what is accepted. */
export const environmentSchema = z.strictObject({
  account: text(/^\d{12}$/, 'the 12 digits of an AWS account, in quotes'),
  region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region such as us-east-1'),
  endpoint: urlSchema.optional(),
  readRole: roleSchema.optional(),
  deployRole: roleSchema.optional(),
  executionRole: roleSchema.optional(),
  framework: z
    .enum(frameworks, `one of ${frameworks.join(', ')}`)
    .default('commercial'),
  defaults: z
    .record(z.string(), optionsSchema, 'options by definition id')
    .default({}),
  lookups: z
    .strictObject({
      'ssm-parameter': z
        .record(z.string(), text(/./, 'a text'), 'texts by parameter name')
        .optional(),
      vpc: z.record(z.string(), optionsSchema, 'networks by VPC id').optional(),
      'availability-zones': z
        .array(text(/./, 'the name of a zone'), 'a list of zone names')
        .min(1, 'at least one zone')
        .optional(),
      certificate: z
        .record(
          z.string(),
          text(
            /^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
            'the ARN of an ACM certificate',
          ),
          'certificates by domain name',
        )
        .optional(),
      bucket: z.record(z.string(), optionsSchema, 'buckets by name').optional(),
      'kms-key': z
        .record(z.string(), optionsSchema, 'keys by reference')
        .optional(),
    })
    .default({}),
  amis: amisSchema.default({}),
  approvals: z
    .literal(0, '0, because approvals are not yet supported')
    .default(0),
  terminationProtection: z.boolean('true or false').default(false),
  statusUrl: urlSchema.optional(),
  evidence: z
    .strictObject({
      bucket: text(/^[a-z0-9.-]{3,63}$/, 'the name of an S3 bucket'),
      key: text(/./, 'the ARN or alias of a KMS key'),
    })
    .optional(),
});

function text(pattern: RegExp, accepted: string) {
  return z.custom<string>(
    value => typeof value === 'string' && pattern.test(value),
    accepted,
  );
}
