import { expect, type Locator } from '@playwright/test';
import { MINUTES, type Walk } from '../../Walk';

/** The services a chassis runs. */
export const SERVICES = ['service-api', 'admin-api'];

/** A service in the list of units, on the Health tab. */
function rowOf({ page }: Walk, service: string): Locator {
  return page
    .getByRole('region', { name: 'Services' })
    .getByRole('row', { name: service })
    .first();
}

/** The Health tab in view says this of each service. */
export async function seesServices(walk: Walk, health: string) {
  for (const service of SERVICES) {
    await expect(rowOf(walk, service)).toContainText(health, {
      timeout: 2 * MINUTES,
    });
  }
}
