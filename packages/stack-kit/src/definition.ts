import { z } from 'zod';
import { Issue } from './issues';
import { CapabilityInfo } from './capability';
import { Lookup, LookupValues } from './lookup';

/** The compliance frameworks an environment can ask for. */
export const frameworks = [
  'commercial',
  'fedramp-moderate',
  'fedramp-high',
] as const;

/** A compliance framework; each has defaults of its own. */
export type Framework = (typeof frameworks)[number];

/** Who and where a stack is, as known before anything is looked up. */
export interface StackContext {
  service: string;
  component: string;
  environment: string;
  owner: string;
}

/** Where a stack goes. */
export interface TargetEnvironment {
  /** Twelve digits. */
  account: string;
  region: string;
}

/** An option, or some of its values, whose effect is not built yet. */
export interface NotYetSupported {
  /** JSON Pointer to the option. */
  path: string;
  /** The refused values; without it, everything but the default. */
  values?: readonly unknown[];
  /** What the option waits for, in words. */
  reason: string;
}

/** A resource name that is fixed by the configuration, so that a second stack clashes. */
export interface FixedName {
  /** CloudFormation type, such as `AWS::Logs::LogGroup`. */
  type: string;
  name: string;
}

/**
 * Checks that apply to a definition's stacks. Under a FedRAMP framework cdk-nag's `NIST80053R5Checks` is added. Errors of Rego block everywhere, errors of cdk-nag under a
 * FedRAMP framework; warnings never do. What a definition breaks on purpose it says beside the resource with `acknowledge`.
 */
export interface Policy {
  /** cdk-nag packs by class name, such as `AwsSolutionsChecks`. */
  packs: readonly string[];
  /** Rego policies by name: `audit/rego/<name>.rego` of the definition's package, with `<name>.wasm` built from it. */
  rego: readonly string[];
}

/**
 * A typed recipe for one kind of stack. It knows no aws-cdk-lib: the resources are
 * in the package's `./build` entry.
 */
export interface StackDefinition<S extends z.ZodObject = z.ZodObject> {
  /** The `type` of a component in a manifest, such as `dagger-engine-pool`. */
  id: string;
  /** `spec.type` of its entities and the default component name. */
  shortName: string;
  /** What people call one, such as `Engine pool`. */
  title: string;
  /** One sentence, shown where a definition is chosen. */
  description: string;
  /** Validator, form, docs and type at once; strict at every level. */
  schema: S;
  /** Partial configuration by framework, below the environment's. */
  defaults: Record<Framework, DeepPartial<z.input<S>>>;
  /** What the build has to know from AWS: read before it, and handed to it by key. */
  lookups(config: z.output<S>, context: StackContext): Lookup[];
  /** What only the answers of the lookups, or where the stack goes, can tell is wrong; paths point into the configuration. */
  refuse?(
    config: z.output<S>,
    lookups: LookupValues,
    target: TargetEnvironment,
  ): Issue[];
  /** Names its resources get that do not come from CloudFormation; one stack may hold each in an account and region. */
  fixedNames(context: StackContext): FixedName[];
  /** What others can bind to, by name such as `storage:artifacts`; each value becomes an output of the stack. */
  capabilities: Record<string, CapabilityInfo>;
  /** Capabilities of other components this one can bind to. */
  bindsTo: readonly string[];
  /** Options of the schema that are refused when set, for now. */
  notYetSupported: readonly NotYetSupported[];
  policy: Policy;
}

/** A configuration with anything left out, at any depth; lists are given whole or not at all. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
  ? { [K in keyof T]?: DeepPartial<T[K]> }
  : T;

/**
 * Checks a definition once, where it is written, and gives it back typed.
 *
 * @throws Error when its id or short name is not a lower-case name
 */
export function defineStack<S extends z.ZodObject>(
  definition: StackDefinition<S>,
): StackDefinition<S> {
  for (const name of [definition.id, definition.shortName]) {
    if (!/^[a-z][a-z0-9-]*$/.test(name)) {
      throw new Error(`Definition name "${name}" must match [a-z][a-z0-9-]*`);
    }
  }
  return definition;
}
