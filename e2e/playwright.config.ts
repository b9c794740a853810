import { defineConfig } from '@playwright/test';

/** Set by the launcher, which starts the portal and a local AWS of its own for these tests. */
const { ENGINEHOUSE_URL: baseURL, ENGINEHOUSE_CHROMIUM: executablePath } =
  process.env;
if (!baseURL || !executablePath) {
  throw new Error(
    'ENGINEHOUSE_URL and ENGINEHOUSE_CHROMIUM are not set: run the browser tests by `npm test -- --only browser`',
  );
}

export default defineConfig({
  testDir: './src',
  outputDir: './test-results',
  // One portal, one local AWS: what one test deploys, another must not count.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      // The sandbox of Chromium itself does not run as root or in most containers.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
