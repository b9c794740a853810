import { readFileSync } from 'node:fs';
import { controlCatalog } from '../../testing/catalog';
import { nagControls, withoutControls } from './nagControls';

describe('nagControls', () => {
  it.each([
    ['It is open - (Control IDs: AC-4(21), AC-17b)', ['ac-17', 'ac-4.21']],
    ['It is open - (Control ID: AU-10).', ['au-10']],
    ['X (Control IDs: AC-3(3)(b)(1), CP-1a.1(b))', ['ac-3.3', 'cp-1']],
    ['The bucket has no logs.', []],
  ])('reads %j', (description, controls) => {
    expect(nagControls(description)).toEqual(controls);
  });

  it('leaves the controls out of the reason', () => {
    expect(withoutControls('It is open - (Control IDs: AC-4(21)).')).toBe(
      'It is open.',
    );
  });

  it('names controls of the catalog for every rule of the NIST pack', () => {
    const pack = require.resolve('cdk-nag/lib/packs/nist-800-53-r5.js');
    const descriptions = [
      ...readFileSync(pack, 'utf8').matchAll(/^\s+info: (['"])(.*)\1,$/gm),
    ].map(([, , text]) => text);
    expect(descriptions).toHaveLength(85);
    const catalog = controlCatalog();
    for (const description of descriptions) {
      const controls = nagControls(description);
      expect({
        description,
        known: controls.length > 0 && controls.every(id => catalog.has(id)),
      }).toEqual({ description, known: true });
    }
  });
});
