'use strict';

const { ofExitCode } = require('../counts');
const { ROOT, inRoot } = require('../paths');
const { run } = require('../tools');

/** The TypeScript types of all packages. */
const types = {
  name: 'types',
  async run({ supervisor, node, env }) {
    const command = [
      node.executable,
      inRoot('node_modules/typescript/bin/tsc'),
      '--pretty',
      'false',
    ];
    const { code, output } = await run(supervisor, command, { cwd: ROOT, env });
    return { ...ofExitCode(code), output };
  },
};

module.exports = { types };
