import { expect, test } from '@playwright/test';
import { MINUTES, type Walk } from '../../Walk';
import type { GeneratedService } from './GeneratedService';

/** From the form to a repository and a component that knows where it runs. */
export function create(walk: Walk, service: GeneratedService) {
  test('says under each field what no service can be named', async () => {
    const { page } = walk;
    await page.goto('/create/templates/default/ktor-service');
    await page.getByLabel(/^Name/).fill('Bad Name');
    await expect(
      page.getByText(/'Bad Name' cannot be the name of a service/),
    ).toBeVisible();
    await page.getByLabel(/^Name/).fill(service.name);
    await page.getByLabel(/^Description/).fill('Takes orders');
    // The only one there is, is chosen.
    await expect(page.getByLabel(/^Chassis/)).toHaveValue(
      new RegExp(walk.stack),
    );
    await page.getByLabel(/^Package/).fill('com.example.class');
    await walk.next();
    await expect(
      page.getByText(/none a keyword of Kotlin/).first(),
    ).toBeVisible();
    await walk.look('the form of a service with a bad value');
    await page.getByLabel(/^Package/).fill('com.example.orders');
    await walk.next();
    await expect(page.getByLabel(/^Repository host/)).toBeVisible();
    await walk.look('the host of the repository in the form');
  });

  test('makes the repository and registers the component', async () => {
    const { page } = walk;
    await walk.creates();
    await expect(
      page.getByRole('link', { name: 'Open the service' }),
    ).toBeVisible({ timeout: MINUTES });
    await expect(page.getByText(/git clone http/)).toBeVisible();
    // The page of a task is stock Backstage, and axe finds much in its log.
    await expect(
      page.getByRole('link', { name: 'Open the repository' }),
    ).toHaveAttribute('href', new RegExp(`${service.repository}$`));
  });

  test('is a component that depends on its chassis', async () => {
    const { page } = walk;
    await expect(async () => {
      await page.goto(service.entity);
      await expect(
        page.getByRole('heading', { name: service.name }),
      ).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: MINUTES });
    await expect(
      page.getByRole('link', { name: walk.stack }).first(),
    ).toBeVisible();
    await walk.look('the component of a service');
  });
}
