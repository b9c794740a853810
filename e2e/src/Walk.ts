import { expect, type Browser, type Page } from '@playwright/test';
import { violationsOf, type Violation } from './accessibility';
import { WIDE } from './theme';

export const MINUTES = 60_000;
export const FORM = '/create/templates/default/engine-pool';

/** One person, one page, one stack: what the steps of the walk share, and what they do often. */
export class Walk {
  /** Where the README's picture goes, from `e2e`; without it none is taken. */
  readonly picture = process.env.ENGINEHOUSE_PICTURE;
  /** A name of its own, so that the walk can be walked again beside the same local AWS. */
  readonly service = this.picture ? 'ci' : `walk${Date.now().toString(36)}`;
  readonly stack = `${this.service}-engine-pool-sandbox`;
  readonly entity = `/catalog/default/resource/${this.stack}`;
  /** Told at the end, all together: a walk that stopped at the first would tell one a run. */
  readonly violations: Violation[] = [];
  /** Address of the first deployment, once there is one. */
  deployment = '';
  page!: Page;

  async begin(browser: Browser) {
    const context = await browser.newContext({ viewport: WIDE });
    this.page = await context.newPage();
  }

  async end() {
    await this.page.context().close();
  }

  /** Opens a tab of the entity; the overview without a name. */
  async tab(name = '') {
    await this.page.goto(`${this.entity}/${name}`);
  }

  /** Lets axe look at the page as it stands. */
  async look(where: string) {
    this.violations.push(...(await violationsOf(this.page, where)));
  }

  async next() {
    await this.page.getByRole('button', { name: 'Next' }).click();
  }

  /** Saves the Health tab in view for the README, once everything is measured. */
  async takesPicture(path: string) {
    const { page } = this;
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await expect(page.getByRole('rowheader')).toHaveCount(2);
    await expect(timeline.getByRole('listitem').first()).toContainText(
      'Healthy: 2 of 2',
    );
    await expect(page.getByText('no data', { exact: true })).toHaveCount(0, {
      timeout: 3 * MINUTES,
    });
    await page.setViewportSize({ ...WIDE, height: 1_080 });
    await page.screenshot({ path });
    await page.setViewportSize(WIDE);
  }

  /** Leaves the first step of the form once it has read what it needs. */
  async leavesWhoAndWhere() {
    // A member of one group only has nothing to choose.
    await expect(this.page.getByLabel(/^Owner/)).toHaveValue('Guests');
    await expect(
      this.page.getByRole('combobox', { name: /^Environment/ }),
    ).toContainText('sandbox');
    await this.next();
    await expect(this.page.getByLabel(/^Fewest engines/)).toBeVisible();
  }

  /** Chooses in a select of the form. */
  async choose(label: string, option: string | RegExp) {
    await this.page.getByLabel(label, { exact: false }).click();
    await this.page.getByRole('option', { name: option }).click();
    // While it fades it is hidden from roles, but still covers the page for axe.
    await expect(this.page.locator('[role="listbox"]')).toHaveCount(0);
  }

  /** The form shows a plan that can be applied. */
  async seesPlan() {
    await expect(
      this.page.getByRole('heading', { name: 'Changes' }),
    ).toBeVisible({ timeout: MINUTES });
  }

  /** Applies the plan of the form and goes where it deploys. */
  async applies() {
    await this.page.getByRole('button', { name: 'Review' }).click();
    await this.page.getByRole('button', { name: 'Create' }).click();
    await this.page.getByRole('link', { name: 'Watch the deployment' }).click();
    await expect(this.page).toHaveURL(/\/stacks\/deployments\//);
  }

  /** The deployment in view ends well. */
  async seesDeployed() {
    await expect(
      this.page.getByText('Deployed', { exact: true }).first(),
    ).toBeVisible({ timeout: 3 * MINUTES });
  }

  /** So many engines serve, and no others are wanted. */
  async seesHealthy(engines: number) {
    await expect(
      this.page.getByText(`Healthy: ${engines} of ${engines}`).first(),
    ).toBeVisible({ timeout: 3 * MINUTES });
  }
}
