import { isRecord } from '../pointer';
import type { EvidenceInput } from './EvidenceInput';
import { knownReferences, templateTexts, type Known } from './templateTexts';

/** An image that instances or containers are started from. */
export interface NamedImage {
  kind: 'container' | 'machine';
  /** An image reference, or an AMI's id. What only the deployment knows stands as `${Repository}`. */
  name: string;
  /** Where it is named: JSON pointers into the template, or keys of assets; sorted. */
  namedAt: string[];
}

const MACHINE = /\bami-[0-9a-f]{8,17}\b/g;

/** A reference with its registry, and a tag or digest. One without a registry is told from other text only by the property it stands in. */
const CONTAINER =
  /(?<![\w/.:@-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d{2,5})?(?:\/[a-z0-9._-]+)+(?::\w[\w.-]{0,127}(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})/g;

/** Properties that hold an image reference, whatever it looks like. */
const PROPERTIES = new Set(['Image', 'ImageUri']);

/** The images a stack's template and files name, sorted by kind and name. */
export function namedImages(
  input: Pick<EvidenceInput, 'template' | 'parameters' | 'assets'> & {
    deployment: Pick<EvidenceInput['deployment'], 'account' | 'region'>;
  },
): NamedImage[] {
  const template: unknown = JSON.parse(input.template);
  const resources = isRecord(template) ? template.Resources : undefined;
  const known = knownReferences({ ...input.deployment, ...input });
  const found = new Map<string, NamedImage>();
  const add = (kind: NamedImage['kind'], name: string, at: string) => {
    const image = found.get(`${kind} ${name}`) ?? { kind, name, namedAt: [] };
    if (!image.namedAt.includes(at)) image.namedAt.push(at);
    found.set(`${kind} ${name}`, image);
  };
  for (const { path, text } of textsOf(resources, known, input.assets)) {
    const whole = PROPERTIES.has(path.slice(path.lastIndexOf('/') + 1));
    if (whole) add('container', text, path);
    for (const [name] of text.matchAll(MACHINE)) add('machine', name, path);
    if (whole) continue;
    for (const [name] of text.matchAll(CONTAINER)) add('container', name, path);
  }
  return [...found.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, image]) => ({ ...image, namedAt: image.namedAt.sort() }));
}

function* textsOf(
  resources: unknown,
  known: Known,
  assets: EvidenceInput['assets'],
) {
  yield* templateTexts(resources, known, '/Resources');
  for (const { key, bytes } of assets) {
    yield { path: key, text: Buffer.from(bytes).toString('utf8') };
  }
}
