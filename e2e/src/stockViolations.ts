/**
 * What axe finds in stock Backstage, by rule and selector (a regular expression): not ours to mend, and no excuse for anything of ours.
 */
export const STOCK_VIOLATIONS: { rule: string; selector: string }[] = [
  // The page frame of the new frontend system has no `main`; whatever a page holds is then outside of landmarks.
  { rule: 'landmark-one-main', selector: '^html$' },
  { rule: 'region', selector: '.*' },
  // Tabs of the page header point to panels that are not there.
  { rule: 'aria-valid-attr-value', selector: '^#react-aria.*-tab-' },
];
