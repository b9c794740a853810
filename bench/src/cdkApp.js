'use strict';

/**
 * The engine pool as an ordinary CDK App, for the CDK's own command line: `node cdkApp.js INPUT BUILT`. Plain JavaScript over the built packages, so that no time
 * goes into TypeScript.
 */
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [inputFile, built] = process.argv.slice(2);
const fromBuilt = createRequire(join(built, 'packages/backend/package.json'));
const { App } = fromBuilt('aws-cdk-lib');
const { addStack, TEMPLATE_CONTEXT } = fromBuilt(
  '@enginehouse/stack-kit/build',
);
const build = fromBuilt('@enginehouse/stack-engine-pool/build').default;

const app = new App({ context: TEMPLATE_CONTEXT });
addStack(app, build, JSON.parse(readFileSync(inputFile, 'utf8')));
app.synth();
