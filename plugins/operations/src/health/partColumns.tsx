import { Link } from '@backstage/core-components';
import type { UnitPart } from '@enginehouse/plugin-operations-common';
import type { DataColumn } from '@enginehouse/plugin-stacks-react';
import { logsOf } from '../logs/logsOf';
import { FactValue } from './FactValue';
import { Whole } from './measurements';
import { PartName } from './PartName';

type Column = DataColumn<UnitPart>;

export const nameColumn = (label: string): Column => ({
  id: 'name',
  label,
  isRowHeader: true,
  cell: part => <PartName part={part} />,
});

export const versionColumn: Column = {
  id: 'version',
  label: 'Version',
  cell: ({ version }) => <Whole>{version}</Whole>,
};

/** A column for each fact that any of the parts has. */
export function factColumns(parts: UnitPart[]): Column[] {
  const labels = new Set(
    parts.flatMap(({ facts = [] }) => facts.map(({ label }) => label)),
  );
  return [...labels].map(label => ({
    id: `fact ${label}`,
    label,
    cell: ({ facts = [] }) => {
      const fact = facts.find(one => one.label === label);
      return (
        fact && (
          <Whole>
            <FactValue {...fact} />
          </Whole>
        )
      );
    },
  }));
}

/** The lines of a part, a link for each of the places where they stand. */
export const logsColumn: Column = {
  id: 'logs',
  label: 'Logs',
  cell: part =>
    (part.logs ?? []).map((place, _, all) => {
      const words = all.length > 1 ? place.title : `Logs of this ${part.kind}`;
      return (
        <div key={place.stream}>
          <Link to={logsOf(part, place)} aria-label={`${words}: ${part.name}`}>
            <Whole>{words}</Whole>
          </Link>
        </div>
      );
    }),
};
