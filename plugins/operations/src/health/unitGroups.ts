import type { Unit } from '@enginehouse/plugin-operations-common';

/** Units that people call by one word. */
export interface UnitGroup {
  /** The word in the plural: services. */
  group: string;
  units: Unit[];
}

/** The units by kind, in the order in which the kinds first come. */
export function unitGroups(units: Unit[]): UnitGroup[] {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    groups.set(unit.group, [...(groups.get(unit.group) ?? []), unit]);
  }
  return [...groups].map(([group, members]) => ({ group, units: members }));
}

/** "services" → "Services". */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
