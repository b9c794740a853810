import { z } from 'zod';
import { frameworks } from '../definition';
import { patchSchema } from '../patch';
import { nameAccepted, nameSchema } from '../names';

const name = nameSchema.meta({ accepted: nameAccepted });

const ownerSchema = z
  .string()
  .regex(/^([a-z]+:)?([A-Za-z0-9_.-]+\/)?[A-Za-z0-9_.-]+$/)
  .meta({
    accepted: 'a catalog reference such as "group:default/platform"',
  });

const configSchema = z.record(z.string(), z.unknown());

const bindSchema = z.strictObject({
  /** Name of the component bound to. */
  to: name,
  /** Capability of that component, such as `storage:artifacts`. */
  capability: z.string().min(1),
});

const componentSchema = z.strictObject({
  name,
  /** Id of a definition. */
  type: name,
  config: configSchema.default({}),
  binds: z.array(bindSchema).default([]),
  patches: z.array(patchSchema).default([]),
});

/** What a manifest says for one environment alone. */
const manifestEnvironmentSchema = z.strictObject({
  /** Configuration by component, over the component's own. */
  overrides: z.record(name, configSchema).default({}),
});

/** `service.yml`. */
export const manifestSchema = z.strictObject({
  service: name,
  owner: ownerSchema,
  complianceFramework: z.enum(frameworks).optional(),
  /** The environments the service may go to; any, when left out. */
  environments: z
    .record(name, z.nullable(manifestEnvironmentSchema))
    .optional(),
  components: z.array(componentSchema).min(1),
});

/** A component binds to a capability of another one, which is named `to`. */
export type Bind = z.output<typeof bindSchema>;

/** One stack of a service, as its manifest says it. */
export type ManifestComponent = z.output<typeof componentSchema>;

/** `service.yml`, checked and with its defaults. */
export type ManifestDocument = z.output<typeof manifestSchema>;
