/** The default export of a loaded module, however its module system wrapped it. */
export function defaultExport(module: unknown): unknown {
  return hasDefault(module) ? defaultExport(module.default) : module;
}

function hasDefault(value: unknown): value is { default: unknown } {
  return typeof value === 'object' && value !== null && 'default' in value;
}
