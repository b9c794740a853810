import type { Unit, Unread } from '@enginehouse/plugin-operations-common';
import type {
  SourceContext,
  UnitNote,
  UnitReading,
} from '@enginehouse/plugin-operations-node';
import { isWorse } from '../health/statusOrder';
import { askSources } from '../sources/askSources';
import { reasonOf } from '../sources/reasonOf';
import type { SourceRegistry } from '../sources/SourceRegistry';

/** The units of a stack with what all who know about them say. */
export interface UnitsReading {
  units: (UnitReading & Pick<Unit, 'operations'>)[];
  /** How many there should be. */
  wanted: number;
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
    const words = this.#registry.definition(context.stack.definition)?.words;
    const owned = answers.flatMap(({ source, value: [units] }) => {
      const operations = (source.operations ?? [])
        .filter(({ on }) => on === 'unit')
        .map(({ id }) => id);
      return units.map(unit => ({
        ...unit,
        kind: words?.one ?? unit.kind,
        operations,
      }));
    });
    const wanted = answers.reduce(
      (sum, { value: [units, asked] }) => sum + (asked ?? units.length),
      0,
    );
    const { notes, unread } = await this.#notes(owned, context);
    return {
      units: owned.map(unit => withNotes(unit, notes)),
      wanted,
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
