import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { STOCK_VIOLATIONS } from './stockViolations';

type Violation = { rule: string; selector: string; help: string };

const isStock = ({ rule, selector }: Violation) =>
  STOCK_VIOLATIONS.some(
    known => known.rule === rule && new RegExp(known.selector).test(selector),
  );

/** The page as it stands passes axe, but for what stock Backstage brings: that stands in one file, and anything else fails. */
export async function expectAccessible(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => ({
      rule: id,
      selector: node.target.flat().join(' '),
      help,
    })),
  );
  expect(
    found.filter(violation => !isStock(violation)),
    `axe on ${where}`,
  ).toEqual([]);
}
