/** Where a layer of configuration comes from, lowest precedence first. */
export type Origin =
  | 'definition'
  | 'framework'
  | 'environment'
  | 'manifest'
  | 'override'
  | 'lookup';

/** One thing wrong with an input, told so that its author can mend it. */
export interface Issue {
  /** The document the value stands in, when it stands in one. */
  file?: string;
  /** Line in that document, from 1. */
  line?: number;
  /** JSON Pointer (RFC 6901) to the value, `''` for the whole. */
  path: string;
  /** The value found; `undefined` when it is missing. */
  value: unknown;
  /** What is wrong, in words. */
  message: string;
  /** What would be accepted, in words. */
  accepted: string;
  /** The layer that supplied the value. */
  origin?: Origin;
}

/** An input that was refused, with everything that is wrong with it. */
export class InputError extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map(describeIssue).join('\n'));
    this.name = new.target.name;
  }
}

/** A configuration that its definition refuses. */
export class ResolveError extends InputError {}

/** A manifest that cannot be read as one. */
export class ManifestError extends InputError {}

/** One line of text for an issue: `service.yml:7 /capacity/min: is not accepted, found 0; accepted: …`. */
export function describeIssue(issue: Issue): string {
  const { file, line, origin, path, value, message, accepted } = issue;
  const found = value === undefined ? '' : `, found ${shortJson(value)}`;
  const layer = origin && !file ? ` (${origin})` : '';
  const place = file ? `${file}${line ? `:${line}` : ''} ` : '';
  return `${place}${
    path || '/'
  }${layer}: ${message}${found}; accepted: ${accepted}`;
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
