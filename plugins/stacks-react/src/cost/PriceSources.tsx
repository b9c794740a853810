import type { Cost, CostPrice } from '@enginehouse/plugin-stacks-common';
import { Flex, Text } from '@backstage/ui';
import { DataTable } from '../layout/DataTable';
import { Disclosure } from '../layout/Disclosure';
import { datesWords } from './costWords';
import { PriceCell } from './PriceCell';

/** What the figures rest on: assumptions, and each price with its date and source. */
export function PriceSources({ cost }: { cost: Cost }) {
  const { assumptions, table, currency } = cost;
  const whose = table.replaced
    ? 'your own table of prices'
    : 'the table of prices that comes with the product';
  const unread =
    table.unverified === 0
      ? ''
      : ` ${table.unverified} of them nobody has read anywhere: they are marked unverified.`;
  return (
    <Disclosure
      summary={`How this is reckoned: ${whose}, ${datesWords(table)}`}
    >
      <Flex direction="column" gap="3">
        <Text as="p">
          An estimate from {whose}, {datesWords(table)}.{unread}
        </Text>
        <ul style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
          {assumptions.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <PriceTable prices={pricesOf(cost)} currency={currency} />
      </Flex>
    </Disclosure>
  );
}

/** The prices used, once each, by key. */
function pricesOf({ lines, usage }: Cost): CostPrice[] {
  const used = [...lines, ...usage].flatMap(({ price }) => price ?? []);
  return [...new Map(used.map(price => [price.key, price])).values()].sort(
    (a, b) => a.key.localeCompare(b.key),
  );
}

function PriceTable(props: { prices: CostPrice[]; currency: string }) {
  return (
    <DataTable
      caption="Prices and their sources"
      items={props.prices}
      keyOf={({ key }) => key}
      columns={[
        {
          id: 'key',
          label: 'Price',
          width: '32%',
          isRowHeader: true,
          cell: ({ key }) => <code>{key}</code>,
        },
        {
          id: 'usd',
          label: 'Unit price',
          width: '18%',
          align: 'end',
          cell: price => <PriceCell price={price} currency={props.currency} />,
        },
        {
          id: 'asOf',
          label: 'As of',
          width: '6rem',
          cell: ({ asOf }) => asOf ?? 'not known',
        },
        { id: 'source', label: 'Source', cell: ({ source }) => source },
      ]}
    />
  );
}
