import { expect, test } from '@playwright/test';
import { chooseTheme, NARROW, WIDE } from '../../theme';
import type { Walk } from '../../Walk';
import type { GeneratedService } from '../service/GeneratedService';

/** What only a chassis and its service show, again, dark and narrow. */
export function inTheDark(walk: Walk, service: GeneratedService) {
  const look = (where: string) => walk.look(`${where}, dark and narrow`);

  test('looks right in the dark on a phone: the chassis', async () => {
    const { page } = walk;
    await page.setViewportSize(NARROW);
    await chooseTheme(page, 'dark');
    await walk.tab('health');
    await page.getByRole('button', { name: 'service-api' }).first().click();
    await expect(page.getByText('Circuit breaker')).toBeVisible();
    await look('Health of a chassis');
    await walk.tab();
    await page.getByText(/^Database through proxy/).click();
    await expect(page.getByText('Open the tunnel').first()).toBeVisible();
    await look('the overview of a chassis');
    await walk.tab('deployment');
    await page.getByRole('link', { name: 'Open the plan' }).click();
    await page.getByText(/^Acknowledged \(\d+\)$/).click();
    await look('the plan of a chassis');
  });

  test('looks right in the dark on a phone: the service', async () => {
    const { page } = walk;
    await page.goto(service.repository);
    await expect(
      page.getByRole('button', { name: 'Make a password' }),
    ).toBeVisible();
    await look('the repository of a service');
    await page.goto('/create/templates/default/ktor-service');
    await page.getByLabel(/^Name/).fill(service.name);
    await page.getByLabel(/^Description/).fill('Takes orders');
    await page.getByLabel(/^Package/).fill('com.example.orders');
    await expect(page.getByLabel(/^Chassis/)).not.toHaveValue('');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText(/There is a component/).first()).toBeVisible();
    await look('the form of a service with a taken name');
    await page.setViewportSize(WIDE);
    await chooseTheme(page, 'light');
  });
}
