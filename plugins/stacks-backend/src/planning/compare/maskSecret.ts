const MASK = '****';
const SECRET_NAME =
  /(password|secretstring|secretkey|authtoken|privatekey|clientsecret)$/i;
const DYNAMIC_REFERENCE = /^\{\{resolve:/;

/**
 * A property's value as may be stored and shown: literals of properties that hold secrets are masked, at any depth. References stay: they name a secret, they do
 * not hold it.
 */
export function maskSecret(name: string, value: unknown): unknown {
  if (typeof value === 'string') {
    const secret = SECRET_NAME.test(name) && !DYNAMIC_REFERENCE.test(value);
    return secret ? MASK : value;
  }
  if (Array.isArray(value)) return value.map(item => maskSecret(name, item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        key === 'Ref' ? child : maskSecret(key, child),
      ]),
    );
  }
  return value;
}
