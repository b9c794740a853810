import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verificationKey, verifyBundle } from '../evidence';
import { refuseNetwork } from './refuseNetwork';

const USAGE = `Usage: npm run verify -- BUNDLE [--key PEM] [--deployment ID]
  BUNDLE            the evidence bundle of a deployment
  --key, -k         file with the public key of the environment, in PEM
  --deployment, -d  the deployment it must be of: others are signed with that key, too
Exit code 0: verified; 1: not; 2: whole, but without --key nothing says who signed it
`;

/** Verifies the evidence bundle of a deployment, with the network refused. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', short: 'k' },
      deployment: { type: 'string', short: 'd' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [file, ...rest] = positionals;
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (!file || rest.length > 0) throw new Error(`BUNDLE is needed\n${USAGE}`);
  refuseNetwork('Verification tried to use the network; it needs none');
  const key = values.key && verificationKey(readFileSync(values.key, 'utf8'));
  const verified = await verifyBundle(readFileSync(file), key || undefined);
  const { digest, keyId, files } = verified;
  const { buildDefinition, runDetails } = verified.statement.predicate;
  const { definition, stack, environment } = buildDefinition.externalParameters;
  const { invocationId } = runDetails.metadata;
  if (values.deployment && values.deployment !== invocationId) {
    throw new Error(
      `The bundle is of deployment ${invocationId}, not of ${values.deployment}`,
    );
  }
  process.stdout.write(
    [
      `${file}: ${digest}, ${files.size} files`,
      `${stack} in ${environment}, made by ${definition.id} ${definition.version}`,
      `deployment ${invocationId}`,
      `plan ${buildDefinition.internalParameters.planId}, seal ${buildDefinition.internalParameters.seal}`,
      key
        ? `Verified: signed with key ${keyId}`
        : `Whole, but not verified: it says to be signed with key ${keyId}; give that key with --key to prove it`,
      '',
    ].join('\n'),
  );
  return key ? 0 : 2;
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  },
);
