import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { temporaryFolder } from '@enginehouse/launcher/test/ktorService/temporaryFolder';
import type { Walk } from '../../Walk';

const CHECKOUT = path.resolve(__dirname, '../../../..');

/** What an auditor takes away, and checks without the portal. */
export function evidence(walk: Walk) {
  test('has evidence that verifies elsewhere, and not when a byte is changed', async () => {
    const { page } = walk;
    const folder = temporaryFolder();
    await page.goto(walk.deployment);
    const panel = page.getByRole('region', { name: 'Evidence' });
    const download = async (button: string) => {
      const begun = page.waitForEvent('download');
      await panel.getByRole('button', { name: button }).click();
      const saved = await begun;
      const file = path.join(folder, saved.suggestedFilename());
      await saved.saveAs(file);
      return file;
    };
    const bundle = await download('Download bundle');
    const key = await download('Download public key');
    const verify = () =>
      promisify(execFile)(
        'npm',
        ['run', 'verify', '--', bundle, '--key', key],
        { cwd: CHECKOUT },
      );
    const { stdout } = await verify();
    expect(stdout).toContain('Verified: signed with key');
    expect(stdout).toContain(walk.stack);

    const bytes = await readFile(bundle);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = 255 - bytes[middle];
    await writeFile(bundle, bytes);
    await expect(verify()).rejects.toMatchObject({ code: 1 });
  });
}
