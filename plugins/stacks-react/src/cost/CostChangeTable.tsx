import type { CostAmount, CostChange } from '@enginehouse/plugin-stacks-common';
import { formatMoney } from '../format/money';
import { DataTable } from '../layout/DataTable';
import { Where } from './Where';

/** What each changed charge was per month, and what it becomes. */
export function CostChangeTable(props: {
  changes: CostChange[];
  currency: string;
}) {
  const { changes, currency } = props;
  const words = (amount: CostAmount | undefined) => {
    if (!amount) {
      return 'none';
    }
    const { usd, upTo } = amount;
    return upTo === undefined
      ? formatMoney(usd, currency)
      : `${formatMoney(usd, currency)} to ${formatMoney(upTo, currency)}`;
  };
  return (
    <DataTable
      caption="What changes per month"
      items={changes}
      keyOf={({ logicalId, what }) => `${logicalId} ${what}`}
      columns={[
        {
          id: 'what',
          label: 'What',
          isRowHeader: true,
          cell: change => <Where {...change} />,
        },
        {
          id: 'before',
          label: 'Now per month',
          align: 'end',
          cell: ({ before }) => words(before),
        },
        {
          id: 'after',
          label: 'Then per month',
          align: 'end',
          cell: ({ after }) => words(after),
        },
      ]}
    />
  );
}
