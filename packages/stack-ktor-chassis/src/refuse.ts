import {
  Issue,
  LookupValues,
  lookupValueSchemas,
  TargetEnvironment,
} from '@enginehouse/stack-kit';
import type { KtorChassisConfig } from './schema';

/** What only the lookups can tell is wrong with a configuration: CloudFormation would say so after minutes, at the first subnet. */
export function refuse(
  { network }: KtorChassisConfig,
  lookups: LookupValues,
  { region }: TargetEnvironment,
): Issue[] {
  const names = lookupValueSchemas['availability-zones'].parse(lookups.zones);
  return network.zones.flatMap((letter, i) =>
    names.includes(`${region}${letter}`)
      ? []
      : [
          {
            path: `/network/zones/${i}`,
            value: letter,
            message: `is no zone of ${region}`,
            accepted: names.map(name => name.slice(-1)).join(', '),
          },
        ],
  );
}
