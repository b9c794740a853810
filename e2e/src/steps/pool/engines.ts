import { expect, type Page } from '@playwright/test';
import { control } from '../../localAws';
import { MINUTES, type Walk } from '../../Walk';

/** Every engine of the pool stops answering: its targets turn unhealthy with AWS's reason. */
export const makeUnhealthy = (stack: string) =>
  control('workloads/dagger-engine-pool/unhealthy', { stack });

/** The engines answer again. */
export const repair = (stack: string) =>
  control('workloads/dagger-engine-pool/repair', { stack });

/** So many engines serve, and no others are wanted. */
export async function seesHealthy({ page }: Walk, engines: number) {
  await expect(
    page.getByText(`Healthy: ${engines} of ${engines}`).first(),
  ).toBeVisible({ timeout: 3 * MINUTES });
}

/** The rows of the engines on the Health tab. */
export const engineRows = (page: Page) =>
  page
    .getByRole('table', { name: /^Engines of the stack/ })
    .getByRole('rowheader');
