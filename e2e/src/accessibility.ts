import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { STOCK_SUBTREES, STOCK_VIOLATIONS } from './stockViolations';

/** What axe finds wrong with an element of a page. */
export interface Violation {
  where: string;
  rule: string;
  selector: string;
  help: string;
  /** The element. */
  html: string;
}

/** What axe finds on the page as it stands, but for what stock Backstage brings: that stands in one file. */
export async function violationsOf(
  page: Page,
  where: string,
): Promise<Violation[]> {
  const { violations } = await new AxeBuilder({ page })
    .exclude(STOCK_SUBTREES)
    .analyze();
  const rules = new Set(violations.map(({ id }) => id));
  const isStock = ({ rule, selector }: Violation) =>
    STOCK_VIOLATIONS.some(
      stock =>
        stock.rule === rule &&
        new RegExp(stock.selector).test(selector) &&
        (!stock.besides || rules.has(stock.besides)),
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
