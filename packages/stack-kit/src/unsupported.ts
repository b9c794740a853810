import { describeAccepted } from './accepted';
import { NotYetSupported } from './definition';
import { Issue } from './issues';
import { ConfigSchema, findSchema } from './jsonSchema';
import { valueAt } from './pointer';

/** Options set to what has no effect yet. */
export function unsupported(
  rules: readonly NotYetSupported[],
  schema: ConfigSchema,
  config: unknown,
): Issue[] {
  return rules.flatMap(({ path, values, reason }) => {
    const value = valueAt(config, path);
    const node = findSchema(schema, path);
    const refused = values
      ? values.includes(value)
      : value !== undefined && value !== node?.default;
    if (!refused) return [];
    return {
      path,
      value,
      message: `is not yet supported: ${reason}`,
      accepted: acceptedNow(node, values),
    };
  });
}

function acceptedNow(
  node: ConfigSchema | undefined,
  refused: readonly unknown[] | undefined,
): string {
  if (!refused) {
    return node?.default === undefined
      ? 'leaving it out'
      : JSON.stringify(node.default);
  }
  const all = node?.type === 'boolean' ? [true, false] : node?.enum;
  const left = all?.filter(v => !refused.includes(v));
  return left
    ? left.map(v => JSON.stringify(v)).join(', ')
    : describeAccepted(node);
}
