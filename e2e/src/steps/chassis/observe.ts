import { expect, test } from '@playwright/test';
import { MINUTES, type Walk } from '../../Walk';
import { seesServices } from './services';

/** What a person sees of a chassis that is well. */
export function observe(walk: Walk) {
  test('has both services healthy, and what they need', async () => {
    const { page } = walk;
    await walk.tab('health');
    await seesServices(walk, 'Healthy');
    await expect(
      page.getByText(
        /^Healthy: 2 of 2 services serving, 1 of 1 database proxy available/,
      ),
    ).not.toHaveCount(0, { timeout: MINUTES });
    await walk.look('Health of a chassis');
  });

  test('tells on the overview how to reach the closed database', async () => {
    const { page } = walk;
    await walk.tab();
    await page.getByText(/^Database through proxy/).click();
    const tunnel = page
      .getByRole('listitem')
      .filter({ hasText: 'Open the tunnel' })
      .locator('code:visible');
    await expect(tunnel).toHaveText(
      /^aws ssm start-session --region us-east-1 --target i-[0-9a-f]{17} --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters '\{"host":\["[^"]+"\],"portNumber":\["5432"\],"localPortNumber":\["5432"\]\}'$/,
    );
    await expect(tunnel).toContainText(`"host":["${walk.stack}.db-proxy-`);
    await walk.look('the overview of a chassis');
  });
}
