const CONTROLS = /\s*-?\s*\(Control IDs?: (.*)\)\.?$/;

/** Ids that cdk-nag writes wrongly, and what the catalog of rev 5 calls them. */
const MISPRINTS: Record<string, string> = {
  'CP-1(2)': 'cp-1',
  'SI-1(1)(c)': 'si-1',
  'SA-1(1)': 'sa-1',
};

/** A cdk-nag description without its controls. */
export function withoutControls(description: string): string {
  return description.replace(CONTROLS, '').replace(/\.?$/, '.');
}

/** NIST controls named at the end of a cdk-nag description: `AC-2(4)`, `AC-17b` and `AC-4(21)` make `ac-17`, `ac-2.4`, `ac-4.21`. */
export function nagControls(description: string): string[] {
  const [, list] = CONTROLS.exec(description) ?? [];
  const ids = list?.split(/,\s*/).map(controlId) ?? [];
  return [...new Set(ids)].sort();
}

/** The catalog's id of a control or enhancement; letters of a statement inside it are left out. */
function controlId(text: string): string {
  if (text in MISPRINTS) return MISPRINTS[text];
  const [, control, enhancement] =
    /^([A-Z]{2}-\d+)[a-z0-9.]*(?:\([a-z]\))*(?:\((\d+)\))?/.exec(text) ?? [];
  if (!control) throw new Error(`cdk-nag names no control with "${text}"`);
  return (
    enhancement ? `${control}.${enhancement}` : control
  ).toLocaleLowerCase('en-US');
}
