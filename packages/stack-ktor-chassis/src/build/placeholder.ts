/**
 * A small server, which Node.js starts from `NODE_OPTIONS`: it answers every path on PORT,
 * so that a service without an image passes the health check that its
 * own image will have.
 */
const SERVER = `
import { createServer } from 'node:http';
process.on('SIGTERM', () => process.exit());
createServer((_, answer) => answer.end('Waiting for the first image\\n')).listen(process.env.PORT);
`.trim();

/** Environment that makes an image of Node.js the placeholder. Another image ignores it. */
export const placeholderEnvironment = {
  NODE_OPTIONS: `--import=data:text/javascript;base64,${Buffer.from(
    SERVER,
  ).toString('base64')}`,
};
