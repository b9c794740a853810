import { expect, test } from '@playwright/test';
import { MINUTES, type Walk } from '../../Walk';
import { engineRows, seesHealthy } from './engines';
import { PICTURE, takePicture } from './picture';

/** What a person sees of a pool that is well. */
export function observe(walk: Walk) {
  test('has an entity that turns healthy', async () => {
    const { page } = walk;
    await walk.tab('health');
    await seesHealthy(walk, 2);
    await expect(engineRows(page)).toHaveCount(2);
    await walk.look('Health');
  });

  test('says on the overview in a line how things stand', async () => {
    const { page } = walk;
    await walk.tab();
    await seesHealthy(walk, 2);
    await expect(page.getByText(/^None of \d+ alarms firing/)).toBeVisible({
      timeout: MINUTES,
    });
    await walk.look('the overview');
  });

  test('shows log lines as they arrive', async () => {
    const { page } = walk;
    await walk.tab('logs');
    await expect(page.getByText('Following')).toBeVisible({ timeout: MINUTES });
    await expect(
      page.getByRole('log').getByRole('button').last(),
    ).toBeVisible();
    const counted = page.getByRole('img', { name: /lines over time/ });
    const count = async () =>
      Number.parseInt((await counted.getAttribute('aria-label')) ?? '', 10);
    const before = await count();
    await expect.poll(count, { timeout: MINUTES }).toBeGreaterThan(before);
    await walk.look('Logs');
  });

  test('shows metrics, and a table that says the same', async () => {
    const { page } = walk;
    await walk.tab('metrics');
    await page
      .getByRole('button', { name: 'Show CPU as a table' })
      .click({ timeout: 2 * MINUTES });
    await expect(
      page
        .getByRole('table', { name: /^CPU/ })
        .getByRole('cell', { name: /%$/ })
        .first(),
    ).toBeVisible();
    await walk.look('Metrics');
  });

  test('lists the stack and says where it runs', async () => {
    const { page } = walk;
    await page.goto('/stacks');
    await expect(page.getByRole('row', { name: walk.stack })).toContainText(
      'Healthy',
    );
    await walk.look('the list of stacks');
    await page.goto('/stacks/environments');
    await expect(page.getByText('123456789012').first()).toBeVisible();
    await walk.look('the environments');
    if (PICTURE) await takePicture(walk, PICTURE);
  });
}
