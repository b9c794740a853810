import { expect, test } from '@playwright/test';
import { breakAndRepair } from './steps/pool/breakAndRepair';
import { change } from './steps/pool/change';
import { deploy } from './steps/pool/deploy';
import { destroy } from './steps/pool/destroy';
import { docs } from './steps/pool/docs';
import { evidence } from './steps/pool/evidence';
import { inTheDark } from './steps/pool/inTheDark';
import { observe } from './steps/pool/observe';
import { PICTURE } from './steps/pool/picture';
import { Walk } from './Walk';

/** The whole loop as a person walks it; each step begins where the one before it ended. */
test.describe('an engine pool from form to live entity page', () => {
  test.describe.configure({ mode: 'serial' });
  const walk = new Walk({
    definition: 'engine-pool',
    option: /^Fewest engines/,
    service: PICTURE && 'ci',
  });
  test.beforeAll(({ browser }) => walk.begin(browser));
  test.afterAll(() => walk.end());

  deploy(walk);
  observe(walk);
  evidence(walk);
  docs(walk);
  breakAndRepair(walk);
  change(walk);
  inTheDark(walk);
  destroy(walk);

  test('passed axe on every page', () => {
    expect(walk.violations).toEqual([]);
  });
});
