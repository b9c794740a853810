import { expect, test } from '@playwright/test';
import { breakAndRepair } from './steps/breakAndRepair';
import { change } from './steps/change';
import { deploy } from './steps/deploy';
import { destroy } from './steps/destroy';
import { inTheDark } from './steps/inTheDark';
import { observe } from './steps/observe';
import { Walk } from './Walk';

/** The whole loop as a person walks it; each step begins where the one before it ended. */
test.describe('an engine pool from form to live entity page', () => {
  test.describe.configure({ mode: 'serial' });
  const walk = new Walk();
  test.beforeAll(({ browser }) => walk.begin(browser));
  test.afterAll(() => walk.end());

  deploy(walk);
  observe(walk);
  breakAndRepair(walk);
  change(walk);
  inTheDark(walk);
  destroy(walk);

  test('passed axe on every page', () => {
    expect(walk.violations).toEqual([]);
  });
});
