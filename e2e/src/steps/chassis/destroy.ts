import { expect, test } from '@playwright/test';
import { MINUTES, type Walk } from '../../Walk';

/** A protected stack ends by two plans, each confirmed. */
export function destroy(walk: Walk) {
  test('refuses to destroy what is protected, and names it', async () => {
    const { page } = walk;
    await walk.tab('deployment');
    await page.getByRole('button', { name: 'Destroy' }).click();
    const alert = page.getByText('Protected from deletion');
    await expect(alert).toBeVisible({ timeout: MINUTES });
    await expect(page.getByText(/DatabaseCluster/).first()).toBeVisible();
    await expect(
      page.getByRole('button', { name: 'Destroy', exact: true }),
    ).toBeDisabled();
    await walk.look('the plan to destroy what is protected');
  });

  test('lifts the protection by a plan of its own', async () => {
    const { page } = walk;
    await page
      .getByRole('button', { name: 'Plan to lift the protection' })
      .click();
    const lifted = page.getByRole('table', {
      name: 'What loses its protection from deletion',
    });
    await expect(lifted).toContainText('AWS::RDS::DBCluster', {
      timeout: MINUTES,
    });
    await walk.look('the plan to lift the protection');
    await walk.confirms('Lift protection');
    await walk.seesDeployed();
  });

  test('destroys it by the next plan', async () => {
    const { page } = walk;
    await page.getByRole('link', { name: 'Open the plan' }).click();
    await page.getByRole('button', { name: 'Plan the destroy' }).click();
    const kept = page.getByRole('table', { name: 'Resources that are kept' });
    await expect(kept).toContainText('AWS::S3::Bucket', { timeout: MINUTES });
    await walk.confirms('Destroy');
    await walk.seesDestroyed();
    await walk.seesNoEntity();
  });
}
