import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CfnElement, Stack } from 'aws-cdk-lib';

/** CDK's record of how an element came to be made; frames of packages in node_modules have no file there. */
const CREATION = 'aws:cdk:creationStack';
/** `function (file:line:column)`. */
const FRAME = /\((.+):(\d+):\d+\)$/;
/** Constructs are deep: Node's ten frames often end before the definition's own. */
const FRAMES = 50;

/** Runs a build so that `constructSources` can tell where it made what. */
export function withCreationStacks<T>(build: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  try {
    return build();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/**
 * Where each element was made, the innermost line outside of libraries: `@scope/package/src/build/service.ts:74` by logical id. What was made in
 * packages below node_modules alone is left out.
 */
export function constructSources(stack: Stack): Record<string, string> {
  const sources: Record<string, string> = {};
  for (const element of stack.node.findAll().filter(CfnElement.isCfnElement)) {
    const source = sourceOf(element);
    if (source) sources[stack.resolve(element.logicalId)] = source;
  }
  return sources;
}

function sourceOf({ node }: CfnElement): string | undefined {
  const creation = node.metadata.find(({ type }) => type === CREATION);
  const frames: string[] = creation?.data ?? [];
  const [, file, line] = frames.flatMap(frame => FRAME.exec(frame) ?? []);
  if (!file) return undefined;
  const path = inPackage(file.startsWith('file:') ? fileURLToPath(file) : file);
  return path && `${path}:${line}`;
}

/** The file by the name of its package: the same on every machine. */
function inPackage(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) {
      const { name } = JSON.parse(readFileSync(manifest, 'utf8'));
      return name && join(name, relative(folder, file));
    }
    if (folder === dirname(folder)) return undefined;
  }
}
