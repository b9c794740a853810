/**
 * What axe finds in stock Backstage, by rule and selector (a regular expression): not ours to mend, and no excuse for anything of ours.
 */
export const STOCK_VIOLATIONS: { rule: string; selector: string }[] = [];
