import { expect, test } from '@playwright/test';
import { MINUTES, type Walk } from '../../Walk';
import { makeUnhealthy, repair, seesHealthy } from './engines';

/** Every engine fails on purpose and is repaired. */
export function breakAndRepair(walk: Walk) {
  test('turns red with AWS’s reason when engines fail', async () => {
    const { page } = walk;
    await makeUnhealthy(walk.stack);
    await walk.tab('health');
    await expect(page.getByText(/^Unhealthy/).first()).toBeVisible({
      timeout: MINUTES,
    });
    await expect(page.getByText(/health checks failed/i).first()).toBeVisible();
    await walk.look('Health while red');
  });

  test('fires an alarm, which opens to its moment in the logs', async () => {
    const { page } = walk;
    await walk.tab('alarms');
    await expect(page.getByText(/^[1-9]\d* of \d+ alarms firing/)).toBeVisible({
      timeout: 3 * MINUTES,
    });
    await page
      .getByRole('article')
      .filter({ hasText: 'In alarm' })
      .getByRole('button', { name: 'The endpoint has no healthy engine' })
      .click();
    await expect(
      page.getByRole('link', { name: 'Logs at that moment' }),
    ).toBeVisible();
    await walk.look('Alarms while one fires');
  });

  test('turns green when they are repaired', async () => {
    await repair(walk.stack);
    await walk.tab('health');
    await seesHealthy(walk, 2);
  });
}
