'use strict';

const { ofExitCode } = require('../counts');
const { BACKSTAGE_CLI, ROOT } = require('../paths');
const { run } = require('../tools');

/** The lint rules of all packages. */
const lint = {
  name: 'lint',
  async run({ supervisor, node, env }) {
    const command = [node.executable, BACKSTAGE_CLI, 'repo', 'lint'];
    const { code, output } = await run(supervisor, command, { cwd: ROOT, env });
    return { ...ofExitCode(code), output };
  },
};

module.exports = { lint };
