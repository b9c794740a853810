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
import { ANY_UNIT, wordsOf } from './wordsOf';

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
    const groups = answers.map(({ source, value: [units, asked] }) => {
      const words = wordsOf(source, this.#registry, context.stack);
      const operations = (source.operations ?? [])
        .filter(({ on }) => on === 'unit')
        .map(({ id }) => id);
      return {
        words,
        units: units.map(unit => ({
          ...unit,
          kind: words === ANY_UNIT ? unit.kind : words.one,
          group: words.many,
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

/** With the notes on it and on its parts. What the load balancer finds unhealthy serves nothing. */
function withNotes(unit: GroupedUnit, notes: UnitNote[]): GroupedUnit {
  const noted = worstNoted(unit, notes);
  return {
    ...noted,
    ...(noted !== unit &&
      noted.status === 'unhealthy' &&
      unit.serving && { serving: false }),
    ...(unit.parts && {
      parts: unit.parts.map(part => worstNoted(part, notes)),
    }),
  };
}

/** The same object when no note makes it worse. */
function worstNoted<T extends Pick<Unit, 'key' | 'status' | 'reason'>>(
  one: T,
  notes: UnitNote[],
): T {
  return notes
    .filter(({ key }) => key === one.key)
    .reduce<T>(
      (result, { status, reason }) =>
        isWorse(status, result.status)
          ? { ...result, status, reason: joined(reason, result.reason) }
          : result,
      one,
    );
}

function joined(...reasons: (string | undefined)[]): string | undefined {
  return reasons.filter(Boolean).join('; ') || undefined;
}
