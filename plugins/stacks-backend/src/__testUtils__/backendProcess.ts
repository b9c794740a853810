import { startStacksBackend } from './startStacksBackend';

/**
 * A backend of its own, to be killed: the local AWS is at `process.argv[2]`, the database in `process.argv[3]` as JSON. Says on which port it listens, and
 * ends with whoever started it.
 */
async function main([endpoint, database]: string[]) {
  const backend = await startStacksBackend({
    endpoint,
    database: JSON.parse(database),
    environment: { terminationProtection: true },
  });
  process.stdout.write(`listening on ${backend.server.port()}\n`);
  process.stdin.resume().on('end', () => process.exit());
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
