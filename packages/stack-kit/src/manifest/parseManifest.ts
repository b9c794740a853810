import { isNode, LineCounter, parseDocument, visit, Document } from 'yaml';
import { Issue, ManifestError } from '../issues';
import { describeZod } from '../jsonSchema';
import { toPointer, upwards } from '../pointer';
import { nearest } from '../suggest';
import { issuesFromZod } from '../zodIssues';
import { ManifestDocument, manifestSchema } from './manifestSchema';

/** A manifest as read from a file. */
export interface Manifest extends ManifestDocument {
  file: string;
  /** Line, from 1, of each JSON Pointer into the document. */
  lines: Readonly<Record<string, number>>;
}

/**
 * Reads a `service.yml`.
 *
 * @param text - the document
 * @param file - its name, for errors
 * @throws ManifestError naming file, line, path, value and what is accepted, for
 * everything wrong at once.
 */
export function parseManifest(text: string, file: string): Manifest {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  if (document.errors.length > 0) {
    throw new ManifestError(
      document.errors.map(error => ({
        file,
        line: error.linePos?.[0].line,
        path: '',
        value: undefined,
        message: error.message.split('\n')[0].replace(/ at line .*$/, ''),
        accepted: 'one well-formed YAML document',
      })),
    );
  }
  const lines = linesOf(document, counter);
  const input: unknown = document.toJS() ?? {};
  const parsed = manifestSchema.safeParse(input);
  const issues = [
    ...protoKeys(lines),
    ...(parsed.success
      ? crossReferences(parsed.data)
      : issuesFromZod(parsed.error, describeZod(manifestSchema), input)),
  ];
  if (!parsed.success || issues.length > 0) {
    throw new ManifestError(
      issues.map(issue => ({
        file,
        line: lineOf(issue.path, lines),
        ...issue,
      })),
    );
  }
  return { ...parsed.data, file, lines };
}

function lineOf(path: string, lines: Record<string, number>): number {
  return upwards(path).reduce((line, p) => line || lines[p] || 0, 0) || 1;
}

/** No option has this name, and validation would pass over it in silence. */
function protoKeys(lines: Record<string, number>): Issue[] {
  return Object.keys(lines)
    .filter(path => path.endsWith('/__proto__'))
    .map(path => ({
      path,
      value: undefined,
      message: 'cannot be a name',
      accepted: 'any other name',
    }));
}

function crossReferences(manifest: ManifestDocument): Issue[] {
  const names = manifest.components.map(c => c.name);
  const unknown = (path: string, value: string): Issue[] => {
    if (names.includes(value)) return [];
    const guess = nearest(value, names);
    return [
      {
        path,
        value,
        message: `names no component${
          guess ? `; did you mean "${guess}"?` : ''
        }`,
        accepted: names.join(', '),
      },
    ];
  };
  return [
    ...names.flatMap((name, i) =>
      names.indexOf(name) === i
        ? []
        : {
            path: `/components/${i}/name`,
            value: name,
            message: 'is used twice',
            accepted: 'a name of its own for each component',
          },
    ),
    ...manifest.components.flatMap(({ binds }, i) =>
      binds.flatMap(({ to }, j) =>
        unknown(`/components/${i}/binds/${j}/to`, to),
      ),
    ),
    ...Object.entries(manifest.environments ?? {}).flatMap(([environment, e]) =>
      Object.keys(e?.overrides ?? {}).flatMap(name =>
        unknown(
          toPointer(['environments', environment, 'overrides', name]),
          name,
        ),
      ),
    ),
  ];
}

function linesOf(document: Document, counter: LineCounter) {
  const lines: Record<string, number> = {};
  const record = (path: PropertyKey[], offset: number | undefined) => {
    if (offset !== undefined)
      lines[toPointer(path)] = counter.linePos(offset).line;
  };
  const walk = (node: unknown, path: PropertyKey[]): void => {
    if (!isNode(node)) return;
    visit(node, {
      Pair: (_, pair) => {
        const key = isNode(pair.key) ? pair.key.toJSON() : pair.key;
        const here = [...path, String(key)];
        record(here, isNode(pair.key) ? pair.key.range?.[0] : undefined);
        walk(pair.value, here);
        return visit.SKIP;
      },
      Seq: (_, seq) => {
        seq.items.forEach((item, i) => {
          record([...path, i], isNode(item) ? item.range?.[0] : undefined);
          walk(item, [...path, i]);
        });
        return visit.SKIP;
      },
    });
  };
  record([], document.contents?.range?.[0]);
  walk(document.contents, []);
  return lines;
}
