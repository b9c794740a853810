import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import {
  EXAMPLE_CONFIGURATION,
  EXAMPLE_ENVIRONMENT,
  readExample,
} from '../bin/readExample';
import { readSettings, Settings } from '../bin/readSettings';
import { synthesizeManifest } from '../bin/synthesizeManifest';
import { Synthesis } from '../build';
import { Framework, frameworks } from '../definition';
import { loadDefinition } from '../loadDefinition';
import { auditPlan } from './auditPlan';
import { checkedRules } from './CheckedRule';
import { oscalComponent } from './oscalComponent';

/** A generated file. */
export interface AuditFile {
  /** Relative to the checkout. */
  file: string;
  content: string;
}

/**
 * The compliance artefacts of all configured definitions that have Rego policies: `audit/component.plan.json` and `audit/<id>.oscal.json` of their packages.
 *
 * @param root - the checkout
 * @param now - the time of a change; a file that says the same as before keeps its time
 */
export function auditFiles(root: string, now: Date): AuditFile[] {
  const settings = readSettings(EXAMPLE_CONFIGURATION, root);
  const require = createRequire(join(root, 'package.json'));
  return settings.definitions.flatMap(packageName => {
    const loaded = loadDefinition(packageName, root);
    const { id, shortName } = loaded.definition;
    if (loaded.rego.length === 0) return [];
    const manifest = require.resolve(`${packageName}/package.json`);
    const folder = join(relative(root, dirname(manifest)), 'audit');
    const rules = checkedRules(loaded);
    const plan = auditPlan(loaded, rules, examples(root, shortName, settings));
    const oscal = join(folder, `${id}.oscal.json`);
    const sameTime = oscalComponent(loaded, rules, timeOf(join(root, oscal)));
    const unchanged = text(sameTime) === readIfThere(join(root, oscal));
    return [
      { file: join(folder, 'component.plan.json'), content: text(plan) },
      {
        file: oscal,
        content: text(
          unchanged
            ? sameTime
            : oscalComponent(loaded, rules, now.toISOString()),
        ),
      },
    ];
  });
}

/** The example of a definition under each framework. */
function examples(
  root: string,
  shortName: string,
  settings: Settings,
): Record<Framework, Synthesis> {
  const { manifest, component, lookups } = readExample(root, shortName);
  const sandbox = settings.environments[EXAMPLE_ENVIRONMENT];
  const synthesized = frameworks.map(framework => {
    const target = { ...sandbox, framework };
    const [{ synthesis }] = synthesizeManifest({
      manifest: { ...manifest, complianceFramework: framework },
      component,
      environment: EXAMPLE_ENVIRONMENT,
      settings: {
        ...settings,
        environments: { [EXAMPLE_ENVIRONMENT]: target },
      },
      lookups,
    });
    return [framework, synthesis] as const;
  });
  return Object.fromEntries(synthesized) as Record<Framework, Synthesis>;
}

function text(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** When a file says it was last modified; the beginning of time when it is not there. */
function timeOf(file: string): string {
  const stated = /"last-modified": "([^"]+)"/.exec(readIfThere(file));
  return stated?.[1] ?? new Date(0).toISOString();
}
