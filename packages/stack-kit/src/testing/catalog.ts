import { readFileSync } from 'node:fs';

interface Group {
  id?: string;
  groups?: Group[];
  controls?: Group[];
}

/** Ids of all controls and enhancements of NIST SP 800-53 rev 5, as in `ac-2.4`. */
export function controlCatalog(): Set<string> {
  const file = require.resolve(
    'nist-controls/frameworks/SP80053/source-data/NIST_SP-800-53_rev5_catalog-min.json',
  );
  const { catalog } = JSON.parse(readFileSync(file, 'utf8'));
  return new Set(controlsIn(catalog));
}

function controlsIn({ groups = [], controls = [] }: Group): string[] {
  return [
    ...groups.flatMap(controlsIn),
    ...controls.flatMap(control => [control.id ?? '', ...controlsIn(control)]),
  ];
}
