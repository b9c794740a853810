import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { amisSchema } from '../amis';
import { frameworks } from '../definition';
import { LookupLiterals } from '../lookupLiterals';
import { merge } from '../merge';

const environmentSchema = z.looseObject({
  account: z.string().regex(/^\d{12}$/),
  region: z.string().min(1),
  framework: z.enum(frameworks).default('commercial'),
  defaults: z.record(z.string(), z.unknown()).default({}),
  lookups: z.custom<LookupLiterals>(v => typeof v === 'object').default({}),
  amis: amisSchema.default({}),
});

const settingsSchema = z.object({
  definitions: z.array(z.string()).default([]),
  environments: z.record(z.string(), environmentSchema).default({}),
});

export type EnvironmentSettings = z.output<typeof environmentSchema>;

/** The `stacks` section of app-config, as far as synthesis needs it. */
export type Settings = z.output<typeof settingsSchema> & {
  /** Folder of the configuration, which definitions are installed beside. */
  root: string;
};

/** Read where they exist, later over earlier, as the portal beside the local AWS does. */
const STANDARD_FILES = [
  'app-config.yaml',
  'app-config.sandbox.yaml',
  'app-config.local.yaml',
];

/**
 * Reads the `stacks` section.
 *
 * @param files - configuration files; without any, the standard ones of the nearest
 * folder upwards that has an app-config.yaml
 * @throws Error naming the files when they have no usable section.
 */
export function readSettings(files: readonly string[], cwd: string): Settings {
  const root = files.length > 0 ? cwd : findRoot(cwd);
  const paths =
    files.length > 0
      ? files.map(f => resolve(cwd, f))
      : STANDARD_FILES.map(f => join(root, f)).filter(existsSync);
  const { value } = merge(
    paths.map(path => ({
      source: 'environment',
      value: parse(readFileSync(path, 'utf8'))?.stacks ?? {},
    })),
  );
  const parsed = settingsSchema.safeParse(value);
  if (!parsed.success) {
    throw new Error(
      `${paths.join(', ')}: stacks is not usable:\n${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  return { ...parsed.data, root };
}

/** The nearest folder upwards that has an app-config.yaml. */
export function findRoot(folder: string): string {
  if (existsSync(join(folder, 'app-config.yaml'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) {
    throw new Error(
      'There is no app-config.yaml in this folder or above it; name one with --config',
    );
  }
  return findRoot(parent);
}
