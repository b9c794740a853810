import { chargesOf } from './chargesOf';
import { changesBetween } from './changesBetween';
import { Cost, CostLine } from './Cost';
import { Estimate, HOURS_PER_MONTH, round } from './Estimate';
import { PriceTable } from './PriceTable';
import { PricedTemplate, StackView } from './StackView';
import { usedTable } from './usedTable';

const ALWAYS = [
  `A month has ${HOURS_PER_MONTH} hours.`,
  'On demand, before tax, at the first tier: no free allowance, no discount, no commitment.',
  'What is charged by use is listed with the price of a unit and is in no total. Data between zones and regions is not listed.',
];

const LEAST =
  'The estimate is for the least capacity; “up to” is for the most that the template allows.';

/** What a template is priced with. */
export interface PriceOptions {
  region: string;
  prices: PriceTable;
  /** The deployed template; left out for a new stack. */
  before?: PricedTemplate;
  /** Construct path by logical id. */
  paths?: Record<string, string>;
}

/**
 * Estimates what a template's stack costs per month, from a table of prices alone. A resource without a price is named in `unpriced` and never counted as zero.
 * Pure: the same input gives the same cost.
 */
export function price(template: PricedTemplate, options: PriceOptions): Cost {
  const { region, prices, before } = options;
  const now = estimate(template, options);
  const total = totalOf(now.lines);
  const deployed = before && estimate(before, options);
  const earlier = deployed && totalOf(deployed.lines);
  return {
    currency: 'USD',
    region,
    ...total,
    atLeast: now.unpriced.length > 0,
    ...(deployed &&
      earlier && {
        before: earlier.monthly,
        ...(earlier.upTo !== undefined && { beforeUpTo: earlier.upTo }),
        beforeAtLeast: deployed.unpriced.length > 0,
        delta: round(total.monthly - earlier.monthly),
      }),
    changes: deployed ? changesBetween(deployed.lines, now.lines) : [],
    lines: now.lines,
    usage: now.usage,
    unpriced: now.unpriced,
    free: now.free,
    assumptions: [
      ...ALWAYS,
      ...(total.upTo === undefined ? [] : [LEAST]),
      ...now.assumptions,
    ],
    table: usedTable(prices, now.used),
  };
}

function estimate(
  template: PricedTemplate,
  { region, prices, paths = {} }: PriceOptions,
): Estimate {
  const stack = new StackView(template);
  const made = new Estimate(prices, region);
  for (const resource of stack.resources) {
    const { logicalId, type } = resource;
    const path = paths[logicalId] ?? logicalId;
    for (const charge of chargesOf(resource, stack)) {
      made.add({ logicalId, path, type }, charge);
    }
  }
  return made;
}

function totalOf(lines: readonly CostLine[]) {
  const monthly = round(lines.reduce((sum, { usd }) => sum + usd, 0));
  const most = round(lines.reduce((sum, { usd, upTo = usd }) => sum + upTo, 0));
  return { monthly, ...(most !== monthly && { upTo: most }) };
}
