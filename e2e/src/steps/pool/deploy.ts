import { expect, test } from '@playwright/test';
import { control } from '../../localAws';
import { MINUTES, type Walk } from '../../Walk';
import { acknowledge } from './acknowledge';

/** From the sign-in by the form to a running stack. */
export function deploy(walk: Walk) {
  test('signs in as guest and lands on the stacks', async () => {
    await walk.signsIn();
    await walk.look('the start');
  });

  test('says under each field what is wrong with bad values', async () => {
    const { page } = walk;
    await page.goto(walk.form);
    await page.getByLabel(/^Service/).fill('Bad Name');
    await expect(
      page.getByText(/'Bad Name' cannot be the name of a service/),
    ).toBeVisible();
    await walk.look('who and where in the form');
    await walk.saysWhoAndWhere();

    await page.getByLabel(/^Fewest engines/).fill('0');
    await page.getByLabel(/^Most engines/).fill('two');
    await expect(page.getByText(/accepted:/)).toHaveCount(2);
    await walk.look('the form with bad values');
    await walk.next();
    await expect(page.getByLabel(/^Fewest engines/)).toBeVisible();
  });

  test('plans what good values would do', async () => {
    const { page } = walk;
    await page.getByLabel(/^Fewest engines/).fill('2');
    await page.getByLabel(/^Most engines/).fill('3');
    await expect(
      page.getByRole('status').filter({ hasText: 'to add' }),
    ).toContainText(/\$\d+ \/ month/);
    await walk.next();
    await walk.seesPlan();
    await expect(page.getByRole('heading', { name: 'Security' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Cost' })).toContainText(
      /^Cost.*Costs (at least )?\$\d+ \/ month/,
    );
    await expect(
      page.getByText('AWS::AutoScaling::AutoScalingGroup').first(),
    ).toBeAttached();
    await walk.look('the plan in the form');
  });

  acknowledge(walk);

  test('applies exactly this plan and shows it deploying', async () => {
    const { page } = walk;
    // It goes on once it was seen, however slow the page is.
    const engines = 'AWS::AutoScaling::AutoScalingGroup';
    const held = { stack: walk.stack, resource: engines, hold: true };
    await control('faults', held);
    await walk.applies();
    walk.deployment = page.url();
    await expect(page.getByRole('progressbar').first()).toBeVisible();
    await expect(page.getByText('Create complete').first()).toBeVisible({
      timeout: MINUTES,
    });
    await control('faults', held, 'DELETE');
    await walk.seesDeployed();
    await walk.look('a deployment');
  });
}
