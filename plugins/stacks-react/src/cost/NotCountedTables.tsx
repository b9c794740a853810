import type {
  CostFree,
  CostUnpriced,
  CostUsage,
} from '@enginehouse/plugin-stacks-common';
import { DataTable } from '../layout/DataTable';
import { PriceCell } from './PriceCell';
import { Where } from './Where';

/** What is charged but has no price, and why. */
export function UnpricedTable({ items }: { items: CostUnpriced[] }) {
  return (
    <DataTable
      caption="What has no price"
      items={items}
      keyOf={({ logicalId, reason }) => `${logicalId} ${reason}`}
      columns={[
        {
          id: 'where',
          label: 'Resource',
          isRowHeader: true,
          cell: item => <Where {...item} />,
        },
        { id: 'type', label: 'Type', cell: ({ type }) => type },
        { id: 'reason', label: 'Why', cell: ({ reason }) => reason },
      ]}
    />
  );
}

/** What is charged by use, with the price of a unit. */
export function UsageTable(props: { items: CostUsage[]; currency: string }) {
  return (
    <DataTable
      caption="What is charged by use"
      items={props.items}
      keyOf={({ logicalId, what }) => `${logicalId} ${what}`}
      columns={[
        {
          id: 'what',
          label: 'What',
          isRowHeader: true,
          cell: item => <Where {...item} />,
        },
        {
          id: 'price',
          label: 'Unit price',
          align: 'end',
          cell: ({ price }) => (
            <PriceCell price={price} currency={props.currency} />
          ),
        },
      ]}
    />
  );
}

/** Types that are not charged by themselves, and why. */
export function FreeTable({ items }: { items: CostFree[] }) {
  return (
    <DataTable
      caption="What is not charged by itself"
      items={items}
      keyOf={({ type, reason }) => `${type} ${reason}`}
      columns={[
        {
          id: 'type',
          label: 'Type',
          isRowHeader: true,
          cell: ({ type }) => type,
        },
        {
          id: 'count',
          label: 'How many',
          align: 'end',
          cell: ({ count }) => count,
        },
        { id: 'reason', label: 'Why', cell: ({ reason }) => reason },
      ]}
    />
  );
}
