import { expect, test } from '@playwright/test';
import { MINUTES, type Walk } from '../../Walk';

/** The end of a stack, and what stays of it. */
export function destroy(walk: Walk) {
  test('plans to destroy it, with what is kept', async () => {
    const { page } = walk;
    await walk.tab('deployment');
    await page.getByRole('button', { name: 'Destroy' }).click();
    const kept = page.getByRole('table', { name: 'Resources that are kept' });
    await expect(kept).toBeVisible({ timeout: MINUTES });
    await expect(kept).toContainText('AWS::S3::Bucket');
    await expect(kept).toContainText('AWS::KMS::Key');
    await walk.look('the plan to destroy');
  });

  test('is destroyed after its name was typed', async () => {
    const { page } = walk;
    await walk.confirms('Destroy');
    await walk.seesDestroyed();
    await expect(page.getByText('Kept after the destroy')).toBeVisible();
    await walk.look('the deployment that destroyed');
  });

  test('leaves no entity, but the page of its deployment', async () => {
    const { page } = walk;
    await walk.seesNoEntity();
    await page.goto(walk.deployment);
    await walk.seesDeployed();
    await expect(page.getByText(walk.stack).first()).toBeVisible();
  });
}
