import { expect, test } from '@playwright/test';
import { chooseTheme, NARROW, WIDE } from '../../theme';
import type { Walk } from '../../Walk';

/** The tabs of an entity, and what shows that one has read what it needs. */
const CONTENT = {
  '': /^None of \d+ alarms firing/,
  health: 'us-east-1a',
  logs: 'Following',
  alarms: /^None of \d+ alarms firing/,
  metrics: 'Show CPU as a table',
};

/** Every page again, dark and narrow. */
export function inTheDark(walk: Walk) {
  const look = (where: string) => walk.look(`${where}, dark and narrow`);

  test('looks right in the dark on a phone: the entity', async () => {
    const { page } = walk;
    await page.setViewportSize(NARROW);
    await chooseTheme(page, 'dark');
    for (const [name, content] of Object.entries(CONTENT)) {
      await walk.tab(name);
      await expect(
        page.getByRole('heading', { name: walk.stack }),
      ).toBeVisible();
      await expect(
        page.getByText(content).filter({ visible: true }).first(),
      ).toBeVisible();
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await look(name || 'the overview');
    }
  });

  test('looks right in the dark on a phone: deployments', async () => {
    const { page } = walk;
    const plan = page.getByRole('link', { name: 'Open the plan' });
    await walk.tab('deployment');
    await expect(plan).toBeVisible();
    await look('the tab Deployment');
    await plan.click();
    await expect(page.getByRole('heading', { name: 'Changes' })).toBeVisible();
    await look('a plan');
    await page.goto(walk.deployment);
    await expect(plan).toBeVisible();
    await look('a deployment');
  });

  test('looks right in the dark on a phone: lists and form', async () => {
    const { page } = walk;
    await page.goto('/stacks');
    await expect(page.getByText(walk.stack).first()).toBeVisible();
    await look('the list of stacks');
    await page.goto('/stacks/environments');
    await expect(page.getByText('123456789012').first()).toBeVisible();
    await look('the environments');
    await page.goto(walk.form);
    await expect(page.getByLabel(/^Service/)).toBeVisible();
    await look('who and where in the form');
    await walk.saysWhoAndWhere();
    await page.getByLabel(/^Fewest engines/).fill('0');
    await expect(page.getByText(/accepted:/).first()).toBeVisible();
    await look('the form with a bad value');
    await page.setViewportSize(WIDE);
    await chooseTheme(page, 'light');
  });
}
