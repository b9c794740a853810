import type { Chart } from '@enginehouse/plugin-operations-common';

/** Charts of one kind of resource. */
export interface ChartGroup {
  /** Such as `Databases`. */
  title: string;
  charts: Chart[];
}

/** The charts by kind of resource, in the order they come. */
export function chartGroups(charts: Chart[]): ChartGroup[] {
  const groups = new Map<string, Chart[]>();
  for (const chart of charts) {
    groups.set(chart.group, [...(groups.get(chart.group) ?? []), chart]);
  }
  return [...groups].map(([group, of]) => ({
    title: `${group.charAt(0).toLocaleUpperCase('en')}${group.slice(1)}`,
    charts: of,
  }));
}
