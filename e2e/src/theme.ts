import type { Page } from '@playwright/test';

/** The look that a person chose in the settings. */
export async function chooseTheme(page: Page, theme: 'light' | 'dark') {
  await page.evaluate(
    chosen => window.localStorage.setItem('theme', chosen),
    theme,
  );
  await page.reload();
}

export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 390, height: 844 };
