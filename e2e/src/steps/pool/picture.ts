import { expect } from '@playwright/test';
import { WIDE } from '../../theme';
import { MINUTES, type Walk } from '../../Walk';
import { engineRows } from './engines';

/** Where the README's picture goes, from `e2e`; without it none is taken. */
export const PICTURE = process.env.ENGINEHOUSE_PICTURE;

/** Saves the Health tab for the README, once everything is measured. */
export async function takePicture(walk: Walk, path: string) {
  const { page } = walk;
  await walk.tab('health');
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(engineRows(page)).toHaveCount(2);
  await expect(timeline.getByRole('listitem').first()).toContainText(
    'Healthy: 2 of 2',
  );
  await expect(page.getByText('no data', { exact: true })).toHaveCount(0, {
    timeout: 3 * MINUTES,
  });
  // No tooltip of what the pointer happened to rest on.
  await page.mouse.move(0, 0);
  await page.setViewportSize({ ...WIDE, height: 1_080 });
  await page.screenshot({ path });
  await page.setViewportSize(WIDE);
}
