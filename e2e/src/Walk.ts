import { expect, type Browser, type Page } from '@playwright/test';
import { violationsOf, type Violation } from './accessibility';
import { WIDE } from './theme';

export const MINUTES = 60_000;

/** What differs between walks. */
export interface WalkOptions {
  /** Short name of the definition, which its form has, too. */
  definition: string;
  /** Label of an option of the form's second step. */
  option: RegExp;
  /** Of the stack, where it must be a certain one. */
  service?: string;
}

/** One person, one page, one stack: what the steps of a walk share, and what they do often. */
export class Walk {
  readonly service: string;
  readonly stack: string;
  readonly entity: string;
  readonly form: string;
  /** Told at the end, all together: a walk that stopped at the first would tell one a run. */
  readonly violations: Violation[] = [];
  /** Address of the first deployment, once there is one. */
  deployment = '';
  page!: Page;
  readonly #option: RegExp;

  constructor({ definition, option, service }: WalkOptions) {
    // A name of its own, so that the walk can be walked again beside the same local AWS.
    this.service = service ?? `walk${Date.now().toString(36)}`;
    this.stack = `${this.service}-${definition}-sandbox`;
    this.entity = `/catalog/default/resource/${this.stack}`;
    this.form = `/create/templates/default/${definition}`;
    this.#option = option;
  }

  async begin(browser: Browser) {
    const context = await browser.newContext({ viewport: WIDE });
    this.page = await context.newPage();
  }

  async end() {
    await this.page.context().close();
  }

  /** Comes in as guest, and lands on the stacks. */
  async signsIn() {
    const { page } = this;
    await page.goto('/');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page).toHaveURL(/\/stacks/);
    await expect(
      page.getByRole('heading', { name: 'Stacks' }).first(),
    ).toBeVisible();
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

  /** Fills the first step of the form in, and leaves it. */
  async saysWhoAndWhere() {
    await this.page.getByLabel(/^Service/).fill(this.service);
    await this.choose('Environment', /sandbox/);
    await this.leavesWhoAndWhere();
  }

  /** Leaves the first step of the form once it has read what it needs. */
  async leavesWhoAndWhere() {
    // A member of one group only has nothing to choose.
    await expect(this.page.getByLabel(/^Owner/)).toHaveValue('Guests');
    await expect(
      this.page.getByRole('combobox', { name: /^Environment/ }),
    ).toContainText('sandbox');
    await this.next();
    await expect(this.page.getByLabel(this.#option)).toBeVisible();
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

  /** Sends the form, once its last step is done. */
  async creates() {
    await this.page.getByRole('button', { name: 'Review' }).click();
    await this.page.getByRole('button', { name: /^(Create|Apply)$/ }).click();
  }

  /** Applies the plan of the form and goes where it deploys. */
  async applies() {
    await this.creates();
    await this.page.getByRole('link', { name: 'Watch the deployment' }).click();
    await expect(this.page).toHaveURL(/\/stacks\/deployments\//);
  }

  /** The deployment in view ends well. */
  async seesDeployed() {
    await expect(
      this.page.getByText('Deployed', { exact: true }).first(),
    ).toBeVisible({ timeout: 3 * MINUTES });
  }

  /** The plan in view ends what `verb` says, once the stack's name was typed. */
  async confirms(verb: string) {
    await this.page.getByRole('button', { name: verb, exact: true }).click();
    const dialog = this.page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: verb });
    await expect(confirm).toBeDisabled();
    await dialog.getByRole('textbox').fill(this.stack);
    await this.look(`the dialog of “${verb}”`);
    await confirm.click();
    await expect(this.page).toHaveURL(/\/stacks\/deployments\//);
  }

  /** The deployment in view has destroyed the stack. */
  async seesDestroyed() {
    await expect(
      this.page.getByText('Destroyed', { exact: true }).first(),
    ).toBeVisible({ timeout: 3 * MINUTES });
  }

  /** The catalog forgets the stack. */
  async seesNoEntity() {
    await expect(async () => {
      await this.tab();
      await expect(
        this.page.getByText(/no .*entity|not found/i).first(),
      ).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 2 * MINUTES });
  }
}
