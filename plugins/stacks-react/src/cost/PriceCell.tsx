import type { CostPrice } from '@enginehouse/plugin-stacks-common';
import { formatUnitPrice } from '../format/money';
import { Chip } from '../status/Chip';

/** The price of one unit; a figure nobody has read anywhere says so. */
export function PriceCell(props: { price?: CostPrice; currency: string }) {
  const { price, currency } = props;
  if (!price) {
    return <Chip tone="warning">no price</Chip>;
  }
  return (
    <>
      {formatUnitPrice(price.usd, currency)} / {price.unit}
      {price.unverified && (
        <>
          {' '}
          <Chip tone="warning">unverified</Chip>
        </>
      )}
    </>
  );
}
