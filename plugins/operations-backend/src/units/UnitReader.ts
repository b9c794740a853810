import type { Unit, Unread } from '@enginehouse/plugin-operations-common';
import type {
  SourceContext,
  UnitNote,
  UnitReading,
  UnitWords,
} from '@enginehouse/plugin-operations-node';
import { isWorse } from '../health/statusOrder';
import { askSources } from '../sources/askSources';
import { reasonOf } from '../sources/reasonOf';
import type { SourceRegistry } from '../sources/SourceRegistry';

const WORDS: UnitWords = { one: 'unit', many: 'units', healthy: 'healthy' };

/** A unit with its place on the page. */
export type GroupedUnit = UnitReading & Pick<Unit, 'group' | 'operations'>;

/** Units that people call by one word. */
export interface UnitGroup {
  words: UnitWords;
  units: GroupedUnit[];
  /** How many there should be. */
  wanted: number;
}

/** The units of a stack with what all who know about them say. */
export interface UnitsReading {
  groups: UnitGroup[];
  unread: Unread[];
}

/** Reads the units of a stack from the sources that own them and the annotators that know more. */
export class UnitReader {
  readonly #registry: SourceRegistry;

  constructor(registry: SourceRegistry) {
    this.#registry = registry;
  }

  async read(context: SourceContext): Promise<UnitsReading> {
    const { answers, failures } = await askSources(
      this.#registry,
      context,
      (source, resources) =>
        source.units &&
        Promise.all([
          source.units(resources, context),
          source.wantedUnits?.(resources, context),
        ]),
    );
    const ofDefinition = this.#registry.definition(
      context.stack.definition,
    )?.words;
    const groups = answers.map(({ source, value: [units, asked] }) => {
      const words = source.words ?? ofDefinition;
      const operations = (source.operations ?? [])
        .filter(({ on }) => on === 'unit')
        .map(({ id }) => id);
      return {
        words: words ?? WORDS,
        units: units.map(unit => ({
          ...unit,
          kind: words?.one ?? unit.kind,
          group: (words ?? WORDS).many,
          operations,
        })),
        wanted: asked ?? units.length,
      };
    });
    const { notes, unread } = await this.#notes(
      groups.flatMap(({ units }) => units),
      context,
    );
    return {
      groups: mergeGroups(groups).map(group => ({
        ...group,
        units: group.units.map(unit => withNotes(unit, notes)),
      })),
      unread: [...failures.map(toUnread), ...unread],
    };
  }

  async #notes(
    units: UnitReading[],
    context: SourceContext,
  ): Promise<{ notes: UnitNote[]; unread: Unread[] }> {
    const unread: Unread[] = [];
    const notes = await Promise.all(
      this.#registry.annotators.map(async annotator => {
        try {
          return await annotator.annotate(units, context);
        } catch (error) {
          unread.push({ title: annotator.title, reason: reasonOf(error) });
          return [];
        }
      }),
    );
    return { notes: notes.flat(), unread };
  }
}

/** Groups with one word become one, in the order in which the words first came. */
function mergeGroups(groups: UnitGroup[]): UnitGroup[] {
  const merged = new Map<string, UnitGroup>();
  for (const group of groups) {
    const known = merged.get(group.words.many);
    merged.set(
      group.words.many,
      known
        ? {
            words: known.words,
            units: [...known.units, ...group.units],
            wanted: known.wanted + group.wanted,
          }
        : group,
    );
  }
  return [...merged.values()];
}

function toUnread({ title, reason }: Unread): Unread {
  return { title, reason };
}

function withNotes<U extends UnitReading>(unit: U, notes: UnitNote[]): U {
  return notes
    .filter(({ key }) => key === unit.key)
    .reduce<U>(
      (result, { status, reason }) =>
        isWorse(status, result.status) ? { ...result, status, reason } : result,
      unit,
    );
}
