import type { Unread } from '@enginehouse/plugin-operations-common';
import type {
  Resource,
  Source,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { reasonOf } from './reasonOf';
import type { SourceRegistry } from './SourceRegistry';

/** What one source answered about its resources. */
export interface SourceAnswer<T> {
  source: Source;
  resources: Resource[];
  value: T;
}

/** A source that could not answer. */
export interface SourceFailure extends Unread {
  source: Source;
  resources: Resource[];
}

/**
 * Asks each source that has resources in the stack, all at once. One that fails does not keep the others from answering.
 *
 * @param ask - undefined when the source has no such thing
 */
export async function askSources<T>(
  registry: SourceRegistry,
  context: SourceContext,
  ask: (source: Source, resources: Resource[]) => Promise<T> | undefined,
): Promise<{ answers: SourceAnswer<T>[]; failures: SourceFailure[] }> {
  const answers: SourceAnswer<T>[] = [];
  const failures: SourceFailure[] = [];
  await Promise.all(
    registry.sources.map(async source => {
      const resources = context.resources.filter(
        ({ type }) => type === source.resourceType,
      );
      if (resources.length === 0) return;
      try {
        const asked = ask(source, resources);
        if (asked) answers.push({ source, resources, value: await asked });
      } catch (error) {
        const reason = reasonOf(error);
        failures.push({ source, resources, title: source.title, reason });
      }
    }),
  );
  const order = (one: { source: Source }) =>
    registry.sources.indexOf(one.source);
  const byOrder = (a: { source: Source }, b: { source: Source }) =>
    order(a) - order(b);
  return { answers: answers.sort(byOrder), failures: failures.sort(byOrder) };
}
