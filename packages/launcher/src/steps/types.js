'use strict';

const { ofExitCode, sum } = require('../counts');
const { ROOT, inRoot } = require('../paths');
const { run } = require('../tools');

const PROJECTS = ['tsconfig.json', 'e2e/tsconfig.json'];

/** The TypeScript types of all packages and of the browser tests. */
const types = {
  name: 'types',
  async run({ supervisor, node, env }) {
    const tsc = inRoot('node_modules/typescript/bin/tsc');
    const results = [];
    for (const project of PROJECTS) {
      const command = [
        node.executable,
        tsc,
        '--pretty',
        'false',
        '-p',
        project,
      ];
      results.push(await run(supervisor, command, { cwd: ROOT, env }));
    }
    return {
      ...sum(results.map(({ code }) => ofExitCode(code))),
      output: results.map(({ output }) => output).join(''),
    };
  },
};

module.exports = { types };
