/** What axe finds in stock Backstage: not ours to mend, and no excuse for anything of ours. */
export interface StockViolation {
  /** Id of axe's rule. */
  rule: string;
  /** Regular expression for the selector of the element. */
  selector: string;
  /** Not excused on a page that has such an element (a CSS selector). */
  unless?: string;
}

/** CSS selectors of what axe does not look into. */
export const STOCK_SUBTREES = [
  // What react-aria reads out refers to its button, which may be gone with the page it was on.
  '[data-live-announcer]',
];

export const STOCK_VIOLATIONS: StockViolation[] = [
  // The title of the page header for screen readers stands outside of `main`.
  { rule: 'region', selector: '\\.bui-VisuallyHidden' },
  // The scaffolder's pages have no `main`; whatever they hold is then outside of landmarks.
  { rule: 'landmark-one-main', selector: '^html$' },
  { rule: 'region', selector: '.*', unless: 'main' },
  // Tabs of the page header point to panels that are not there.
  { rule: 'aria-valid-attr-value', selector: '^#react-aria.*-tab-' },
  // The label and the message of a stock field in a form, in the theme's colour for errors.
  { rule: 'color-contrast', selector: '^#root_\\w+(-label|__error)$' },
  // The bottom bar of narrow screens is one of two `nav` without a name.
  { rule: 'landmark-unique', selector: '^\\.MuiBottomNavigation-root$' },
];
