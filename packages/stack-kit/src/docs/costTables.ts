import type { Template } from '../build/template';
import { Cost, price, PriceTable, UsedPrice } from '../cost';
import { groupBy } from './groupBy';
import { code, paragraphs, table } from './markdown';

/** What a template costs per month, in each region that the price table knows most of. */
export function costTables(template: Template, prices: PriceTable): string {
  const costs = prices
    .regions()
    .map(region => price(template, { region, prices }))
    .filter(({ lines, unpriced }) => lines.length > unpriced.length)
    .sort((a, b) => b.lines.length - a.lines.length);
  if (costs.length === 0) return '';
  const [{ assumptions }] = costs;
  return paragraphs(
    '## What it costs',
    'The example per month, in US dollars, as a plan estimates it: at the least capacity and, in brackets, at the most. Every figure is from the dated price table of this version, which `stacks.prices` replaces.',
    lineTable(costs),
    unpricedList(costs),
    'Charged by use, for each unit, and in no sum:',
    usageTable(costs),
    assumptions.map(sentence => `- ${sentence}`).join('\n'),
    costs.map(datesOf).join('\n'),
  );
}

/** Lines that say the same of different resources are one row. */
function lineTable(costs: readonly Cost[]): string {
  const whats = new Set(costs.flatMap(c => c.lines.map(({ what }) => what)));
  const sums = costs.map(({ lines }) => groupBy(lines, ({ what }) => what));
  const rows = [...whats].map(what => [
    what,
    ...sums.map(byWhat => {
      const lines = byWhat.get(what) ?? [];
      return lines.length === 0 ? 'no price' : amount(sumOf(lines));
    }),
  ]);
  const total = [
    '**in all**',
    ...costs.map(
      ({ monthly, upTo, atLeast }) =>
        `**${atLeast ? 'at least ' : ''}${amount({ usd: monthly, upTo })}**`,
    ),
  ];
  return table(
    ['what', ...costs.map(({ region }) => code(region))],
    [...rows, total],
  );
}

function sumOf(lines: Cost['lines']) {
  return {
    usd: lines.reduce((sum, { usd }) => sum + usd, 0),
    upTo: lines.reduce((sum, { usd, upTo = usd }) => sum + upTo, 0),
  };
}

function unpricedList(costs: readonly Cost[]): string {
  return costs
    .flatMap(({ unpriced }) => unpriced.map(({ reason }) => reason))
    .map(reason => `- Not counted: ${reason}`)
    .join('\n');
}

function usageTable(costs: readonly Cost[]): string {
  const whats = new Set(costs.flatMap(c => c.usage.map(({ what }) => what)));
  return table(
    ['what', ...costs.map(({ region }) => code(region))],
    [...whats].map(what => [
      what,
      ...costs.map(({ usage }) => {
        const line = usage.find(used => used.what === what);
        return line?.price ? unitPrice(line.price) : 'no price';
      }),
    ]),
  );
}

function datesOf({ region, table: { from, to, undated, unverified } }: Cost) {
  return `- Prices in ${code(
    region,
  )} are of ${from} to ${to}; without a month: ${undated}, of these read by nobody: ${unverified}.`;
}

function amount({ usd, upTo = usd }: { usd: number; upTo?: number }): string {
  return upTo === usd ? money(usd) : `${money(usd)} (${money(upTo)})`;
}

function unitPrice({ usd, unit }: UsedPrice): string {
  return `${money(usd)} / ${unit}`;
}

function money(usd: number): string {
  return usd.toLocaleString('en', {
    ...{ style: 'currency', currency: 'USD' },
    maximumSignificantDigits: 3,
  });
}
