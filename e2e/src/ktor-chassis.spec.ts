import { expect, test } from '@playwright/test';
import { crashAndMend } from './steps/chassis/crashAndMend';
import { deploy } from './steps/chassis/deploy';
import { destroy } from './steps/chassis/destroy';
import { inTheDark } from './steps/chassis/inTheDark';
import { observe } from './steps/chassis/observe';
import { build } from './steps/service/build';
import { create } from './steps/service/create';
import { GeneratedService } from './steps/service/GeneratedService';
import { Walk } from './Walk';

/** What services run in, a service made for it, and the end of both. */
test.describe('a Ktor chassis and a service in it', () => {
  test.describe.configure({ mode: 'serial' });
  const walk = new Walk({ definition: 'ktor-chassis', option: /^Domain name/ });
  const service = new GeneratedService(walk);
  test.beforeAll(({ browser }) => walk.begin(browser));
  test.afterAll(() => Promise.all([walk.end(), service.stop()]));

  deploy(walk);
  observe(walk);
  crashAndMend(walk);
  create(walk, service);
  build(walk, service);
  inTheDark(walk, service);
  destroy(walk);

  test('passed axe on every page', () => {
    expect(walk.violations).toEqual([]);
  });
});
