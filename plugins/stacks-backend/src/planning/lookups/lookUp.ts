import type { AwsService, Environment } from '@enginehouse/aws-node';
import type { Issue } from '@enginehouse/plugin-stacks-common';
import {
  describeLookup,
  isVolatile,
  literalFor,
  lookupValueSchemas,
  type Lookup,
  type LookupValue,
  type LookupValues,
} from '@enginehouse/stack-kit';
import { InvalidInputError } from '../InvalidInputError';
import { LookupMiss } from './LookupMiss';
import { readAvailabilityZones } from './readAvailabilityZones';
import { readBucket } from './readBucket';
import { readCertificate } from './readCertificate';
import { readImage } from './readImage';
import { readKey } from './readKey';
import { readSsmParameter } from './readSsmParameter';
import { readVpc } from './readVpc';

/**
 * Makes the reads a definition declares; literals of the environment take their place. Answers are shared for a minute.
 *
 * @returns values by lookup key
 * @throws InvalidInputError naming everything that is not there, at the option it comes from; what AWS refuses passes through.
 */
export async function lookUp(input: {
  aws: AwsService;
  environment: Environment;
  lookups: Lookup[];
  /** The resolved configuration the lookups come from. */
  config: unknown;
}): Promise<LookupValues> {
  const { aws, environment, lookups, config } = input;
  const issues: Issue[] = [];
  const entries = await Promise.all(
    lookups.map(async lookup => {
      try {
        const value =
          literalFor(environment.lookups, lookup, environment.amis) ??
          (await read(aws, environment, lookup));
        return [lookup.key, checked(lookup, value)] as const;
      } catch (error) {
        if (!(error instanceof LookupMiss)) throw error;
        issues.push({
          path: pathOf(lookup, config),
          message: `needs the ${describeLookup(lookup)}: ${error.message}`,
          accepted:
            error.accepted ??
            `one that is there in account ${environment.account}, region ${environment.region}`,
        });
        return undefined;
      }
    }),
  );
  if (issues.length > 0) throw new InvalidInputError(issues);
  return Object.fromEntries(entries.filter(entry => entry !== undefined));
}

function read(
  aws: AwsService,
  environment: Environment,
  lookup: Lookup,
): Promise<unknown> {
  switch (lookup.kind) {
    case 'ssm-parameter':
      return readSsmParameter(aws, environment, lookup.name, {
        ifMissing: lookup.ifMissing,
        ...(isVolatile(lookup) && { ttl: 0 }),
      });
    case 'vpc':
      return readVpc(aws, environment, lookup.vpcId);
    case 'availability-zones':
      return readAvailabilityZones(aws, environment, lookup.count);
    case 'certificate':
      return readCertificate(aws, environment, lookup.domainName);
    case 'image':
      return readImage(aws, environment, lookup.baseline);
    case 'bucket':
      return readBucket(aws, environment, lookup.name);
    case 'kms-key':
      return readKey(aws, environment, lookup.ref);
    default:
      return lookup satisfies never;
  }
}

function checked(lookup: Lookup, value: unknown): LookupValue {
  const parsed = lookupValueSchemas[lookup.kind].safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LookupMiss(
    `it is not usable (${[issue.path.join('.'), issue.message]
      .filter(Boolean)
      .join(': ')})`,
  );
}

/** The option that names what is looked up, or the whole configuration. */
function pathOf(lookup: Lookup, config: unknown): string {
  const named = namedBy(lookup);
  return `/config${(named && findValue(config, named)) ?? ''}`;
}

function namedBy(lookup: Lookup): string | undefined {
  switch (lookup.kind) {
    case 'vpc':
      return lookup.vpcId;
    case 'certificate':
      return lookup.domainName;
    case 'image':
      return lookup.baseline;
    case 'bucket':
      return lookup.name;
    case 'kms-key':
      return lookup.ref;
    default:
      return undefined;
  }
}

function findValue(config: unknown, wanted: string): string | undefined {
  if (config === wanted) return '';
  if (typeof config !== 'object' || config === null) return undefined;
  for (const [key, child] of Object.entries(config)) {
    const below = findValue(child, wanted);
    if (below !== undefined) return `/${key}${below}`;
  }
  return undefined;
}
