const MASK = '****';
/** Names of properties, and of environment variables without what parts their words. */
const SECRET_NAME =
  /(password|passphrase|secret|secretstring|secretvalue|secret(access)?key|token|apikey|privatekey|credentials?|connectionstring)$/i;
const DYNAMIC_REFERENCE = '{{resolve:';
/** `scheme://user:password@host` */
const PASSWORD_IN_URL = /(:\/\/[^\s/:@]*:)([^\s/@]+)(?=@)/g;
/** What names something and holds nothing. */
const REFERENCES = new Set(['Ref', 'Fn::GetAtt', 'Fn::ImportValue']);
/** Environment variables and tags of some resources are lists of such pairs. */
const PAIRS = [
  ['Name', 'Value'],
  ['Key', 'Value'],
  ['ParameterKey', 'ParameterValue'],
];

/**
 * A property's value as may be stored and shown: literals of properties and environment variables that hold secrets are masked, at any depth, and so are passwords in
 * URLs. References stay: they name a secret, they do not hold it.
 */
export function maskSecret(name: string, value: unknown): unknown {
  if (typeof value === 'string') return maskText(name, value);
  if (Array.isArray(value)) return value.map(item => maskSecret(name, item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const isFunction = entries.some(([key]) => key.startsWith('Fn::'));
  if (isFunction && JSON.stringify(value).includes(DYNAMIC_REFERENCE)) {
    return value;
  }
  return Object.fromEntries(
    entries.map(([key, child]) => [
      key,
      REFERENCES.has(key)
        ? child
        : maskSecret(isFunction ? name : pairedName(value, key) ?? key, child),
    ]),
  );
}

function maskText(name: string, text: string): string {
  if (isSecret(name)) return text.startsWith(DYNAMIC_REFERENCE) ? text : MASK;
  return text.replace(PASSWORD_IN_URL, (all, before, password) =>
    password.startsWith(DYNAMIC_REFERENCE) ? all : `${before}${MASK}`,
  );
}

function isSecret(name: string): boolean {
  return SECRET_NAME.test(name.replace(/[_-]/g, ''));
}

/** The name that stands beside a value in a pair. */
function pairedName(pair: object, key: string): string | undefined {
  const record = pair as Record<string, unknown>;
  return PAIRS.filter(([, value]) => value === key)
    .map(([name]) => record[name])
    .find(name => typeof name === 'string');
}
