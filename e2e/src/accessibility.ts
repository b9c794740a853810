import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { STOCK_VIOLATIONS } from './stockViolations';

/** What axe finds wrong with an element of a page. */
export interface Violation {
  where: string;
  rule: string;
  selector: string;
  help: string;
}

const isStock = ({ rule, selector }: Violation) =>
  STOCK_VIOLATIONS.some(
    known => known.rule === rule && new RegExp(known.selector).test(selector),
  );

/** What axe finds on the page as it stands, but for what stock Backstage brings: that stands in one file. */
export async function violationsOf(
  page: Page,
  where: string,
): Promise<Violation[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .flatMap(({ id, help, nodes }) =>
      nodes.map(node => ({
        where,
        rule: id,
        selector: node.target.flat().join(' '),
        help,
      })),
    )
    .filter(violation => !isStock(violation));
}
