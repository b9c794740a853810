import { expect, test, type Page } from '@playwright/test';
import { violationsOf, type Violation } from './accessibility';
import { makeUnhealthy, repair } from './localAws';
import { chooseTheme, NARROW, WIDE } from './theme';

const SERVICE = 'walk';
const STACK = `${SERVICE}-engine-pool-sandbox`;
const ENTITY = `/catalog/default/resource/${STACK}`;
const MINUTES = 60_000;

/** The whole loop as a person walks it; each step begins where the one before it ended. */
test.describe.configure({ mode: 'serial' });

let page: Page;
/** Told at the end, all together: a walk that stopped at the first would tell one a run. */
const violations: Violation[] = [];
let deployment: string;

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ viewport: WIDE });
  page = await context.newPage();
});
test.afterAll(() => page.context().close());

const tab = (name: string) => page.goto(`${ENTITY}/${name}`);
const next = () => page.getByRole('button', { name: 'Next' }).click();

const look = async (where: string) =>
  violations.push(...(await violationsOf(page, where)));

/** Chooses in a select of the form. */
async function choose(label: string, option: string | RegExp) {
  await page.getByLabel(label, { exact: false }).click();
  await page.getByRole('option', { name: option }).click();
}

test('signs in as guest and lands on the stacks', async () => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(page).toHaveURL(/\/stacks/);
  await expect(
    page.getByRole('heading', { name: 'Stacks' }).first(),
  ).toBeVisible();
  await look('the empty list of stacks');
});

test('says under each field what is wrong with bad values', async () => {
  await page.goto('/create/templates/default/engine-pool');
  await page.getByLabel(/^Service/).fill('Bad Name');
  await expect(
    page.getByText(/'Bad Name' cannot be the name of a service/),
  ).toBeVisible();
  await page.getByLabel(/^Service/).fill(SERVICE);
  // A member of one group only has nothing to choose.
  await expect(page.getByLabel(/^Owner/)).toHaveValue('Guests');
  await choose('Environment', /sandbox/);
  await next();

  await page.getByLabel(/^Fewest engines/).fill('0');
  await page.getByLabel(/^Most engines/).fill('two');
  await expect(page.getByText(/accepted:/).first()).toBeVisible();
  await look('the form with bad values');
  await next();
  await expect(page.getByLabel(/^Fewest engines/)).toBeVisible();
});

test('plans what good values would do', async () => {
  await page.getByLabel(/^Fewest engines/).fill('2');
  await page.getByLabel(/^Most engines/).fill('3');
  await choose('FIPS mode', 'No');
  await expect(page.getByText(/to add/)).toBeVisible();
  await next();
  await expect(page.getByRole('heading', { name: 'Changes' })).toBeVisible({
    timeout: MINUTES,
  });
  await expect(page.getByRole('heading', { name: 'Security' })).toBeVisible();
  await expect(
    page.getByText('AWS::AutoScaling::AutoScalingGroup').first(),
  ).toBeAttached();
  await look('the plan in the form');
});

test('applies exactly this plan and shows it deploying', async () => {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await page
    .getByRole('link', { name: 'Watch the deployment' })
    .or(page.getByRole('button', { name: 'Watch the deployment' }))
    .click();
  await expect(page).toHaveURL(/\/stacks\/deployments\//);
  deployment = page.url();
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await expect(page.getByText('CREATE_COMPLETE').first()).toBeVisible({
    timeout: MINUTES,
  });
  await expect(page.getByText('Deployed', { exact: true }).first()).toBeVisible(
    { timeout: 3 * MINUTES },
  );
  await look('a deployment');
});

test('has an entity that turns healthy', async () => {
  await tab('health');
  await expect(page.getByText(/Healthy: 2 of 2/)).toBeVisible({
    timeout: 2 * MINUTES,
  });
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  await look('Health, light and wide');
});

test('shows log lines as they arrive', async () => {
  await tab('logs');
  const log = page.getByRole('log');
  await expect(log.getByText(/engine/).first()).toBeVisible({
    timeout: MINUTES,
  });
  await expect(page.getByText('Following')).toBeVisible();
  await look('Logs, light and wide');
});

test('shows metrics, and a table that says the same', async () => {
  await tab('metrics');
  await page
    .getByRole('button', { name: /as a table/ })
    .first()
    .click();
  await expect(
    page.getByRole('table').first().getByRole('rowheader').first(),
  ).toBeVisible({ timeout: 2 * MINUTES });
  await look('Metrics, light and wide');
});

test('turns red with AWS’s reason when engines fail, and an alarm goes off', async () => {
  await makeUnhealthy(STACK);
  await tab('health');
  await expect(page.getByText(/^Unhealthy/).first()).toBeVisible({
    timeout: MINUTES,
  });
  await expect(page.getByText(/health checks failed/i).first()).toBeVisible();
  await look('Health while red');
  await tab('alarms');
  await expect(page.getByText(/1 of \d+ alarms firing/)).toBeVisible({
    timeout: 3 * MINUTES,
  });
  await page.getByRole('button', { expanded: false, name: /In alarm/ }).click();
  await expect(
    page.getByRole('link', { name: 'Logs at that moment' }),
  ).toBeVisible();
  await look('Alarms while one fires');
});

test('turns green when they are repaired', async () => {
  await repair(STACK);
  await tab('health');
  await expect(page.getByText(/Healthy: 2 of 2/)).toBeVisible({
    timeout: 3 * MINUTES,
  });
});

test('changes the capacity in place by a second plan', async () => {
  await tab('deployment');
  await page
    .getByRole('button', { name: 'Change' })
    .or(page.getByRole('link', { name: 'Change' }))
    .click();
  await expect(page.getByLabel(/^Service/)).toHaveValue(SERVICE);
  await next();
  await page.getByLabel(/^Most engines/).fill('5');
  await next();
  await expect(page.getByRole('heading', { name: 'Changes' })).toBeVisible({
    timeout: MINUTES,
  });
  await expect(page.getByText('MaxSize').first()).toBeAttached();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await page
    .getByRole('link', { name: 'Watch the deployment' })
    .or(page.getByRole('button', { name: 'Watch the deployment' }))
    .click();
  await expect(page.getByText('Deployed', { exact: true }).first()).toBeVisible(
    { timeout: 3 * MINUTES },
  );
});

test('scales between its bounds at once', async () => {
  await tab('health');
  await page.getByRole('button', { name: /^Scale/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByRole('textbox').fill('3');
  await expect(dialog.getByRole('status')).toContainText('3');
  await dialog.getByRole('button', { name: 'Scale' }).click();
  await expect(page.getByText(/Healthy: 3 of 3/)).toBeVisible({
    timeout: 2 * MINUTES,
  });
});

test('looks right in the dark on a phone', async () => {
  await page.setViewportSize(NARROW);
  await chooseTheme(page, 'dark');
  for (const name of ['health', 'logs', 'alarms', 'metrics', 'deployment']) {
    await tab(name);
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    await look(`${name}, dark and narrow`);
  }
  await page.goto('/stacks');
  await expect(page.getByText(STACK).first()).toBeVisible();
  await look('the list of stacks, dark and narrow');
  await page.goto('/stacks/environments');
  await expect(page.getByText('123456789012').first()).toBeVisible();
  await look('the environments, dark and narrow');
  await page.setViewportSize(WIDE);
  await chooseTheme(page, 'light');
});

test('is destroyed after its name was typed, and leaves the deployment’s page behind', async () => {
  await tab('deployment');
  await page.getByRole('button', { name: 'Destroy' }).click();
  await expect(page.getByText(/retained|kept/i).first()).toBeVisible({
    timeout: MINUTES,
  });
  await page.getByRole('button', { name: 'Destroy' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Destroy' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill(STACK);
  await confirm.click();
  await expect(
    page.getByText('Destroyed', { exact: true }).first(),
  ).toBeVisible({ timeout: 3 * MINUTES });

  await expect(async () => {
    await page.goto(ENTITY);
    await expect(page.getByText(/no .*entity|not found/i).first()).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 2 * MINUTES });

  await page.goto(deployment);
  await expect(
    page.getByText('Deployed', { exact: true }).first(),
  ).toBeVisible();
  await expect(page.getByText(STACK).first()).toBeVisible();
});

test('passed axe on every page', () => {
  expect(violations).toEqual([]);
});
