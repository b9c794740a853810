import { Text } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import type { Measurement } from '@enginehouse/plugin-operations-common';
import {
  formatNumber,
  narrow,
  type DataColumn,
} from '@enginehouse/plugin-stacks-react';

/** An id or a value with its unit stays in one piece where there is room for a table. */
export const Whole = styled('span')({
  whiteSpace: 'nowrap',
  [narrow]: { whiteSpace: 'normal' },
});

interface Measured {
  measurements?: Measurement[];
}

/** A column for each measurement that any of the items has, in the order they come. */
export function measurementColumns<T extends Measured>(
  items: T[],
): DataColumn<T>[] {
  const titles = new Map<string, string>();
  for (const { id, title } of items.flatMap(item => item.measurements ?? [])) {
    titles.set(id, title);
  }
  return [...titles].map(([id, label]) => ({
    id,
    label,
    align: 'end',
    cell: item => (
      <MeasurementCell
        measurement={item.measurements?.find(measured => measured.id === id)}
      />
    ),
  }));
}

function MeasurementCell({ measurement }: { measurement?: Measurement }) {
  if (measurement?.value === undefined) {
    return (
      <Whole>
        <Text color="secondary">no data</Text>
      </Whole>
    );
  }
  return <Whole>{formatNumber(measurement.value, measurement.unit)}</Whole>;
}
