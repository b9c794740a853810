import { z } from 'zod';

/** Sets or removes a property of a resource after its definition has built it. */
export const patchSchema = z
  .strictObject({
    /** Name under which the definition offers the resource. */
    handle: z.string().min(1).meta({ accepted: 'a handle of the definition' }),
    op: z.enum(['set', 'remove']),
    /** JSON Pointer (RFC 6901) into the resource's properties, such as `/DesiredCapacity`. */
    path: z
      .string()
      .regex(/^(\/([^~/]|~[01])+)+$/)
      .meta({
        accepted:
          'a JSON Pointer into the properties of the resource, such as "/DesiredCapacity"',
      }),
    /** What to set; absent when removing. */
    value: z.json().optional(),
  })
  .superRefine(({ op, value }, context) => {
    if ((op === 'set') === (value !== undefined)) return;
    context.addIssue({
      code: 'custom',
      path: ['value'],
      message: op === 'set' ? 'is required' : 'has no place here',
      params: {
        accepted:
          op === 'set' ? 'what to set' : 'nothing, because op is remove',
      },
    });
  });

/** A patch as a manifest says it. */
export type Patch = z.output<typeof patchSchema>;

/** A patch and what it changed. */
export interface AppliedPatch extends Patch {
  logicalId: string;
  resourceType: string;
  /** What the definition had built; absent when it set nothing. */
  before?: unknown;
}
