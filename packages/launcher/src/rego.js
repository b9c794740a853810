'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { inCache } = require('./paths');
const { listFiles } = require('./stamps');
const { run } = require('./tools');
const { workspaceFolders } = require('./workspaces');

const LIBRARY = 'packages/stack-kit/audit/rego';
const ENTRY_POINTS = ['findings', 'rules'];

/**
 * The Rego of the checkout. Names are relative to it: an absolute one changes what is built.
 *
 * @returns {{ folders: string[], policies: { name: string, files: string[], entryPoints: string[], wasm: string }[] }}
 *   every package's `audit/rego`; and of each policy what it is built from, and the file the result is committed as
 */
function readRego(root) {
  const folders = workspaceFolders(root)
    .map(folder => path.join(path.relative(root, folder), 'audit/rego'))
    .filter(folder => fs.existsSync(path.join(root, folder)));
  const sources = folder =>
    listFiles(path.join(root, folder), name => name.endsWith('.rego'))
      .filter(file => !file.endsWith('_test.rego'))
      .map(file => path.relative(root, file));
  const library = folders.includes(LIBRARY) ? sources(LIBRARY) : [];
  const policies = folders
    .filter(folder => folder !== LIBRARY)
    .flatMap(sources)
    .map(file => ({
      name: path.basename(file, '.rego'),
      files: [...library, file],
      entryPoints: entryPointsOf(
        fs.readFileSync(path.join(root, file), 'utf8'),
      ),
      wasm: file.replace(/\.rego$/, '.wasm'),
    }));
  return { folders, policies };
}

function entryPointsOf(rego) {
  const [, name] = /^package (\S+)$/m.exec(rego);
  return ENTRY_POINTS.map(entry => `${name.replace(/\./g, '/')}/${entry}`);
}

/**
 * Builds a policy to WebAssembly, byte for byte the same on every machine. What the portal's runtime cannot do is an error.
 *
 * @returns {Promise<{ code: number | null, output: string, wasm?: Buffer }>}
 */
async function buildWasm({ supervisor, opa, root }, policy) {
  const folder = inCache('opa', 'built', policy.name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const capabilities = path.join(folder, 'capabilities.json');
  fs.writeFileSync(capabilities, JSON.stringify(runtimeCapabilities(root)));
  const bundle = path.join(folder, 'bundle.tar.gz');
  const built = await run(
    supervisor,
    [
      ...[opa, 'build', '--target', 'wasm', '--capabilities', capabilities],
      ...policy.entryPoints.flatMap(entry => ['--entrypoint', entry]),
      ...['--output', bundle, ...policy.files],
    ],
    { cwd: root },
  );
  if (built.code !== 0) return built;
  const unpacked = await run(
    supervisor,
    ['tar', '-xzf', bundle, '-C', folder],
    {},
  );
  if (unpacked.code !== 0) return unpacked;
  return { ...built, wasm: fs.readFileSync(path.join(folder, 'policy.wasm')) };
}

/** What the WebAssembly runtime of the portal can do: its package says so, but for the syntax of Rego 1. */
function runtimeCapabilities(root) {
  const file = path.join(
    root,
    'node_modules/@open-policy-agent/opa-wasm/capabilities.json',
  );
  return {
    ...JSON.parse(fs.readFileSync(file, 'utf8')),
    features: ['rego_v1'],
  };
}

module.exports = { buildWasm, readRego };
