import type { Cost } from '@enginehouse/plugin-stacks-common';
import { Flex, Text } from '@backstage/ui';
import { Disclosure } from '../layout/Disclosure';
import { Panel } from '../layout/Panel';
import { CostChangeTable } from './CostChangeTable';
import { CostLineTable } from './CostLineTable';
import { costSentence } from './costWords';
import { FreeTable, UnpricedTable, UsageTable } from './NotCountedTables';
import { PriceSources } from './PriceSources';

/**
 * What the stack costs per month: the sum in a sentence, what has no price, what changes, each charge with quantity and unit price, then what is not
 * counted and what the figures rest on.
 */
export function CostSection(props: { cost: Cost; action: string }) {
  const { cost, action } = props;
  const { lines, usage, unpriced, free, changes, currency } = cost;
  const freeCount = free.reduce((sum, { count }) => sum + count, 0);
  return (
    <Panel title="Cost">
      <Flex direction="column" gap="4">
        <Text as="p">{costSentence(cost, action)}</Text>
        {unpriced.length > 0 && (
          <div>
            <Text as="h4" variant="body-large" weight="bold">
              Without a price, not counted ({unpriced.length})
            </Text>
            <UnpricedTable items={unpriced} />
          </div>
        )}
        <div>
          {changes.length > 0 && (
            <Disclosure open summary={`What changes (${changes.length})`}>
              <CostChangeTable changes={changes} currency={currency} />
            </Disclosure>
          )}
          {lines.length > 0 && (
            <Disclosure
              open={changes.length === 0}
              summary={`Charged every month (${lines.length})`}
            >
              <CostLineTable lines={lines} currency={currency} />
            </Disclosure>
          )}
          {usage.length > 0 && (
            <Disclosure
              summary={`Charged by use, in no total (${usage.length})`}
            >
              <UsageTable items={usage} currency={currency} />
            </Disclosure>
          )}
          {free.length > 0 && (
            <Disclosure summary={`Not charged by themselves (${freeCount})`}>
              <FreeTable items={free} />
            </Disclosure>
          )}
          <PriceSources cost={cost} />
        </div>
      </Flex>
    </Panel>
  );
}
