import type { Origin, Plan } from '@enginehouse/plugin-stacks-common';

/** One value of the resolved configuration. */
export type ConfigurationRow = {
  /** JSON pointer. */
  pointer: string;
  value: unknown;
  origin: Origin;
};

/**
 * The resolved configuration as rows, one for each place that has an origin; a value below such a place inherits it.
 * Lookups follow as rows of their own.
 */
export function configurationRows(
  plan: Pick<Plan, 'config' | 'origin' | 'lookups'>,
): ConfigurationRow[] {
  const rows: ConfigurationRow[] = [];
  const collect = (value: unknown, pointer: string, inherited: Origin) => {
    const origin = plan.origin[pointer] ?? inherited;
    if (isPlainObject(value) && Object.keys(value).length > 0) {
      for (const [key, inner] of Object.entries(value)) {
        collect(inner, `${pointer}/${escapePointer(key)}`, origin);
      }
    } else {
      rows.push({ pointer, value, origin });
    }
  };
  for (const [key, value] of Object.entries(plan.config)) {
    collect(value, `/${escapePointer(key)}`, 'definition');
  }
  for (const [key, value] of Object.entries(plan.lookups)) {
    rows.push({ pointer: key, value, origin: 'lookup' });
  }
  return rows;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escapePointer(key: string) {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
