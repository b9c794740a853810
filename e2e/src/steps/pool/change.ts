import { expect, test } from '@playwright/test';
import type { Walk } from '../../Walk';
import { seesHealthy } from './engines';

/** Changes by plan, and at once within what the plan allows. */
export function change(walk: Walk) {
  test('changes the capacity in place by a second plan', async () => {
    const { page } = walk;
    await walk.tab('deployment');
    await expect(page.getByRole('button', { name: 'Change' })).toBeEnabled();
    await walk.look('the tab Deployment');
    await page.getByRole('button', { name: 'Change' }).click();
    await expect(page.getByLabel(/^Service/)).toHaveValue(walk.service);
    await walk.leavesWhoAndWhere();
    await page.getByLabel(/^Most engines/).fill('5');
    await walk.next();
    await walk.seesPlan();
    await expect(page.getByText('MaxSize').first()).toBeAttached();
    await expect(page.getByText('0 replaced').first()).toBeVisible();
    await walk.applies();
    await walk.seesDeployed();
  });

  test('scales at once to what only the second plan allows', async () => {
    const { page } = walk;
    await walk.tab('health');
    await page.getByRole('button', { name: 'Scale engines' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await dialog.getByRole('textbox').fill('4');
    await expect(dialog.getByRole('status')).toContainText('4');
    await walk.look('the dialog that scales');
    await dialog.getByRole('button', { name: 'Scale' }).click();
    await seesHealthy(walk, 4);
  });
}
