import { startStacksBackend } from './startStacksBackend';

/**
 * A backend of its own, to be killed: SQLite in the folder `process.argv[3]`, the local AWS at `process.argv[2]`. Says on which port it listens, and ends with
 * whoever started it.
 */
async function main([endpoint, directory]: string[]) {
  const backend = await startStacksBackend({
    endpoint,
    database: { client: 'better-sqlite3', connection: { directory } },
    environment: { terminationProtection: true },
  });
  process.stdout.write(`listening on ${backend.server.port()}\n`);
  process.stdin.resume().on('end', () => process.exit());
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
