import { expect, test } from '@playwright/test';
import { missingForService } from '@enginehouse/launcher/src/serviceNeeds';
import { until } from '@enginehouse/launcher/test/ktorService/wait';
import { MINUTES, type Walk } from '../../Walk';
import type { GeneratedService } from './GeneratedService';

/** On a developer's machine without a JDK or a database the rest of the walk is walked. */
function skipWithoutTools() {
  const missing = process.env.CI ? [] : missingForService();
  test.skip(missing.length > 0, `not found: ${missing.join(', ')}`);
}

/** From the page of the repository to a service that answers on one's own computer. */
export function build(walk: Walk, service: GeneratedService) {
  test('is cloned with the password that its page makes', async () => {
    const { page } = walk;
    await page.context().grantPermissions(['clipboard-read']);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.goto(service.repository);
    await page.getByRole('button', { name: 'Copy the clone command' }).click();
    const command = await copied();
    await page.getByRole('button', { name: 'Make a password' }).click();
    await page.getByRole('button', { name: 'Copy password' }).click();
    await walk.look('the repository of a service');
    await service.clone(command, await copied());
  });

  test('is built by Maven, with its own tests', async () => {
    test.setTimeout(6 * MINUTES);
    skipWithoutTools();
    const { passed, failed, skipped } = await service.build();
    expect(passed).toBeGreaterThan(0);
    expect({ failed, skipped }).toEqual({ failed: 0, skipped: 0 });
  });

  test('starts, and answers on /health', async () => {
    skipWithoutTools();
    const running = await service.start();
    await until(
      '/health answers',
      async () => (await running.status('/health')) === 200,
    );
    await until(
      'it is ready',
      async () => (await running.status('/health/ready')) === 200,
    );
    running.terminate();
    await running.ended;
  });
}
