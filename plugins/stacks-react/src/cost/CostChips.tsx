import type { Cost } from '@enginehouse/plugin-stacks-common';
import { Chip } from '../status/Chip';
import { deltaWords, isPriced } from './costWords';

/** What a plan does to the bill, for a strip of counts; what has no price beside it. */
export function CostChips({ cost }: { cost: Cost }) {
  const { unpriced } = cost;
  return (
    <>
      {isPriced(cost) && (
        <li>
          <Chip>{deltaWords(cost)}</Chip>
        </li>
      )}
      {unpriced.length > 0 && (
        <li>
          <Chip tone="warning">{unpriced.length} without a price</Chip>
        </li>
      )}
    </>
  );
}
