import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  STOCK_SUBTREES,
  STOCK_VIOLATIONS,
  type StockViolation,
} from './stockViolations';

/** What axe finds wrong with an element of a page. */
export interface Violation {
  where: string;
  rule: string;
  selector: string;
  help: string;
  /** The element. */
  html: string;
}

/** The stock violations that this page is excused. */
async function stockOf(page: Page): Promise<StockViolation[]> {
  const excused = await Promise.all(
    STOCK_VIOLATIONS.map(
      async ({ unless }) =>
        !unless || (await page.locator(unless).count()) === 0,
    ),
  );
  return STOCK_VIOLATIONS.filter((_, index) => excused[index]);
}

/** What axe finds on the page as it stands, but for what stock Backstage brings: that stands in one file. */
export async function violationsOf(
  page: Page,
  where: string,
): Promise<Violation[]> {
  const { violations } = await new AxeBuilder({ page })
    .exclude(STOCK_SUBTREES)
    .analyze();
  const stock = await stockOf(page);
  const isStock = ({ rule, selector }: Violation) =>
    stock.some(
      known => known.rule === rule && new RegExp(known.selector).test(selector),
    );
  return violations
    .flatMap(({ id, help, nodes }) =>
      nodes.map(node => ({
        where,
        rule: id,
        selector: node.target.flat().join(' '),
        help,
        html: node.html,
      })),
    )
    .filter(violation => !isStock(violation));
}
