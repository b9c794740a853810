import { expect, test } from '@playwright/test';
import { MINUTES, type Walk } from '../../Walk';

/** From the form with its presets to a chassis that is deployed. */
export function deploy(walk: Walk) {
  test('starts from a preset and says what does not go with it', async () => {
    const { page } = walk;
    await walk.signsIn();
    await page.goto(walk.form);
    await walk.saysWhoAndWhere();
    await page.getByRole('radio', { name: /^Production/ }).check();
    await expect(page.getByRole('combobox', { name: /^Stage/ })).toHaveText(
      'prod',
    );
    await page.getByRole('button', { name: 'Database contents' }).click();
    await page.getByLabel(/^Restore from snapshot/).fill('of-last-week');
    await expect(page.getByText(/refused in prod/)).toBeVisible();
    await page.getByLabel(/^Domain name/).fill('nowhere.example.org');
    await expect(page.getByText(/refused in prod/)).toBeVisible();
    await walk.look('the form of a chassis with bad values');

    await page.getByLabel(/^Restore from snapshot/).fill('');
    await expect(
      page.getByText(/certificate for nowhere\.example\.org/),
    ).toBeVisible();
    await page.getByLabel(/^Domain name/).fill('');
    await page.getByRole('radio', { name: /^Development/ }).check();
    await expect(page.getByText(/to add/)).toBeVisible({ timeout: MINUTES });
  });

  test('plans the chassis, with what its policies found', async () => {
    const { page } = walk;
    await walk.next();
    await walk.seesPlan();
    await expect(page.getByRole('heading', { name: 'Policy' })).toBeVisible();
    await expect(page.getByText(/^Acknowledged \(\d+\)$/)).toBeVisible();
    await expect(
      page.getByText('AWS::RDS::DBCluster', { exact: true }).first(),
    ).toBeAttached();
    await walk.look('the plan of a chassis in the form');
  });

  test('applies it', async () => {
    await walk.applies();
    walk.deployment = walk.page.url();
    await walk.seesDeployed();
  });
}
