import { z } from 'zod';

/** A group that may be left out: its members then have their defaults, or say that they are required. */
export function group<S extends z.ZodObject>(title: string, members: S) {
  const nothing = {} as Exclude<z.input<S>, undefined>;
  return members.prefault(nothing).meta({ title });
}

/** On or off. */
export const flag = (initial: boolean) => z.boolean().default(initial);

/** An ARN of one kind of resource, in any partition. Nothing in it means anything to a shell or, as a wildcard, to IAM. */
export const arn = (service: string, resource: string, example: string) =>
  z
    .string()
    .regex(
      new RegExp(
        `^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${resource}/[\\w+=,.@/-]+$`,
      ),
    )
    .meta({ examples: [example], accepted: `an ARN such as ${example}` });

/** An IPv4 block whose prefix is within bounds. */
export const cidr = (from: number, to: number, example: string) => {
  const accepted = `an IPv4 block from /${from} to /${to} such as ${example}`;
  return z
    .cidrv4({ abort: true })
    .refine(
      block => {
        const prefix = Number(block.split('/')[1]);
        return prefix >= from && prefix <= to;
      },
      { abort: true, message: 'has an unusable size', params: { accepted } },
    )
    .meta({ examples: [example], accepted });
};
