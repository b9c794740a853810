import { expect, test } from '@playwright/test';
import type { Walk } from '../../Walk';

const RULE = 'AwsSolutions-S1';

/** What the policies found in the plan of the form: one finding is accepted for a while. */
export function acknowledge(walk: Walk) {
  test('lets a finding be acknowledged, with the reason', async () => {
    const { page } = walk;
    const policy = page.getByRole('region', { name: 'Policy' });
    const finding = policy
      .getByRole('group')
      .filter({ hasText: RULE })
      .filter({ hasText: 'server access logs' })
      .last();
    await finding.locator('summary').click();
    await finding
      .getByRole('button', { name: new RegExp(`^Acknowledge ${RULE} at `) })
      .click();
    const dialog = page.getByRole('dialog', { name: `Acknowledge ${RULE}?` });
    const confirm = dialog.getByRole('button', { name: 'Acknowledge' });
    const why = dialog.getByLabel(/^Why it is acceptable/);
    await why.fill('For now');
    await expect(confirm).toBeDisabled();
    await why.fill('The pool of this walk is gone within the hour');
    await walk.look('the dialog that acknowledges');
    await confirm.click();
    await expect(dialog).toBeHidden();
    await policy.getByText(/^Acknowledged \(\d+\)$/).click();
    await finding.locator('summary').click();
    await expect(finding).toContainText('gone within the hour');
    await expect(finding).toContainText('guest, expires');
    await walk.look('a plan with an acknowledged finding');
  });
}
