const MASK = '****';

/** Template parameters as may be stored and shown: NoEcho values are masked. */
export function maskNoEcho(
  template: { Parameters?: Record<string, { NoEcho?: boolean | string }> },
  parameters: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      String(template.Parameters?.[name]?.NoEcho) === 'true' ? MASK : value,
    ]),
  );
}
