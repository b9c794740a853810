import type { CostLine } from '@enginehouse/plugin-stacks-common';
import { formatMoney } from '../format/money';
import { formatNumber } from '../format/number';
import { DataTable } from '../layout/DataTable';
import { PriceCell } from './PriceCell';
import { Where } from './Where';

/** Each charge with its quantity and unit price, the dearest at the most capacity first. */
export function CostLineTable(props: { lines: CostLine[]; currency: string }) {
  const { currency } = props;
  const lines = [...props.lines].sort((a, b) => mostOf(b) - mostOf(a));
  const range = (
    least: number,
    most: number | undefined,
    words: (value: number) => string,
  ) =>
    most === undefined ? words(least) : `${words(least)} to ${words(most)}`;
  return (
    <DataTable
      caption="What is charged every month"
      items={lines}
      keyOf={({ logicalId, what }) => `${logicalId} ${what}`}
      columns={[
        {
          id: 'what',
          label: 'What',
          isRowHeader: true,
          cell: line => <Where {...line} />,
        },
        {
          id: 'quantity',
          label: 'Quantity',
          align: 'end',
          cell: ({ quantity, quantityUpTo, price }) =>
            `${range(quantity, quantityUpTo, value =>
              formatNumber(value),
            )} ${unitWord(price.unit, quantityUpTo ?? quantity)}`,
        },
        {
          id: 'price',
          label: 'Unit price',
          align: 'end',
          cell: ({ price }) => <PriceCell price={price} currency={currency} />,
        },
        {
          id: 'usd',
          label: 'Per month',
          align: 'end',
          cell: ({ usd, upTo }) =>
            range(usd, upTo, value => formatMoney(value, currency)),
        },
      ]}
    />
  );
}

function mostOf({ usd, upTo = usd }: CostLine): number {
  return upTo;
}

/** The units that are counted by the month have a plural: `730 hours`, `2 alarm-months`. */
function unitWord(unit: string, count: number): string {
  return count !== 1 && /(hour|month)$/.test(unit) ? `${unit}s` : unit;
}
