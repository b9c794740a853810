import { expect, test } from '@playwright/test';
import { MINUTES, type Walk } from '../../Walk';

/** The documentation on the entity of the pool. axe does not look: the page is TechDocs' own, with a document of MkDocs inside. */
export function docs(walk: Walk) {
  test('has a tab with the page of its definition, which loads nothing from elsewhere', async () => {
    const { page } = walk;
    const elsewhere: string[] = [];
    page.on('request', request => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== 'localhost') {
        elsewhere.push(request.url());
      }
    });
    await walk.tab('docs');
    await expect(
      page.getByRole('heading', { name: 'Dagger engine pool', level: 1 }),
    ).toBeVisible({ timeout: MINUTES });
    await expect(
      page.getByRole('row', { name: /storage\.ebsGiB 200 .*20 to 16384 GiB/ }),
    ).toBeAttached();
    await page
      .getByRole('link', { name: 'Ktor chassis', exact: true })
      .first()
      .click();
    await expect(
      page.getByRole('heading', { name: 'Ktor chassis', level: 1 }),
    ).toBeVisible();
    expect(elsewhere).toEqual([]);
  });

  test('keeps the documentation from who is not signed in', async ({
    request,
  }) => {
    const answer = await request.get(
      '/api/techdocs/static/docs/default/component/enginehouse/engine-pool/index.html',
    );
    expect(answer.status()).toBe(401);
  });
}
