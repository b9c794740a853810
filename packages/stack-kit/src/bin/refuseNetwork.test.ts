import { spawnSync } from 'node:child_process';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(60_000);

const attempts = {
  fetch: `fetch('http://127.0.0.1:5499').catch(e => { throw e.cause ?? e; })`,
  'an https request': `require('node:https').get('https://127.0.0.1:9')`,
  'a socket': `require('node:net').connect(9, '127.0.0.1')`,
  'a name': `require('node:dns').promises.lookup('localhost')`,
};

describe('refuseNetwork', () => {
  it.each(Object.entries(attempts))('stops %s, saying why', (_, attempt) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        '@backstage/cli/config/nodeTransform.cjs',
        '-e',
        `require('./refuseNetwork.ts').refuseNetwork(); ${attempt}`,
      ],
      { cwd: __dirname, encoding: 'utf8' },
    );
    expect(stderr).toContain('Synthesis tried to use the network');
    expect(status).toBe(1);
  });
});
