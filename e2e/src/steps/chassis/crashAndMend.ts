import { expect, test } from '@playwright/test';
import { MINUTES, type Walk } from '../../Walk';
import { seesServices } from './services';
import { mendTasks, rollOutBadVersion } from './tasks';

const SERVICE = 'service-api';
const BAD = {
  exitCode: 137,
  reason: 'OutOfMemoryError: Container killed due to memory usage',
};

/** A version that cannot run is rolled out, and a restart brings the service back. */
export function crashAndMend(walk: Walk) {
  test('says which service crashes, how, and that it was rolled back', async () => {
    const { page } = walk;
    await rollOutBadVersion(walk.stack, SERVICE, BAD);
    await walk.tab('health');
    await expect(
      page
        .getByText(
          /^Degraded: .*service-api: rolled back to revision \d+ because \d+ tasks of revision \d+ failed to start; .*exit code 137: .*OutOfMemoryError/,
        )
        .first(),
    ).toBeVisible({ timeout: 2 * MINUTES });
    const ended = page.getByRole('table', { name: /that ended lately/ });
    await expect(ended).toContainText('137');
    await walk.look('Health after a crash');
  });

  test('is well again after a restart', async () => {
    const { page } = walk;
    await mendTasks(SERVICE);
    await page
      .getByRole('button', { name: `Actions for service ${SERVICE}` })
      .click();
    await page.getByRole('menuitem', { name: 'Restart' }).click();
    const dialog = page.getByRole('dialog', { name: `Restart ${SERVICE}` });
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expect(dialog.getByRole('status')).toContainText('task');
    await walk.look('the dialog that restarts a service');
    await dialog.getByRole('button', { name: 'Restart' }).click();
    await expect(
      page
        .getByRole('region', { name: 'Timeline' })
        .getByText('1 of 1 tasks are new and run'),
    ).toBeVisible({ timeout: 2 * MINUTES });
    await seesServices(walk, 'Healthy');
  });
}
