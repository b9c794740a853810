import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { parseManifest } from '../manifest/parseManifest';
import { readSettings } from './readSettings';
import { refuseNetwork } from './refuseNetwork';
import { synthesizeManifest } from './synthesizeManifest';

const USAGE = `Usage: npm run synth -- MANIFEST [COMPONENT] --environment E --out DIR
  MANIFEST            a service.yml
  COMPONENT           one of its components; all of them without it
  --environment, -e   environment of app-config to synthesize for
  --out, -o           folder the templates are written to
  --lookups FILE      YAML with literals in place of reads from AWS
  --config FILE       app-config to read, may be repeated; by default the nearest one upwards
`;

/** Writes the templates a manifest produces, with the network refused. */
function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      environment: { type: 'string', short: 'e' },
      out: { type: 'string', short: 'o' },
      lookups: { type: 'string' },
      config: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [file, component, ...rest] = positionals;
  const { environment, out } = values;
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  if (!file || !environment || !out || rest.length > 0) {
    throw new Error(`MANIFEST, --environment and --out are needed\n${USAGE}`);
  }
  // The validator costs seconds and changes no template.
  process.env.CDK_VALIDATION = 'false';
  refuseNetwork();
  const stacks = synthesizeManifest({
    manifest: parseManifest(readFileSync(file, 'utf8'), file),
    component,
    environment,
    settings: readSettings(values.config, process.cwd()),
    lookups: values.lookups
      ? parse(readFileSync(values.lookups, 'utf8')) ?? {}
      : {},
  });
  for (const { stackName, synthesis } of stacks) {
    const path = join(out, `${stackName}.template.json`);
    write(path, `${JSON.stringify(synthesis.template, null, 2)}\n`);
    for (const { destination, bytes } of synthesis.assets) {
      write(join(out, 'assets', destination.key), bytes);
    }
    process.stdout.write(`${path}\n`);
  }
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
