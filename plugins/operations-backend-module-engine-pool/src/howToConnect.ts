import type { Connection, Fact } from '@enginehouse/plugin-operations-common';
import type { SourceContext } from '@enginehouse/plugin-operations-node';

const AUTHORITY = 'DaggerEndpointCertificateAuthorityArn';

/** How the Dagger CLI and the SDKs connect to the engine of a lease. */
export function howToConnect({
  stack,
}: Pick<SourceContext, 'stack'>): Connection {
  const authority = stack.outputs[AUTHORITY];
  const facts: Fact[] = [
    { label: 'Needs', value: 'Dagger CLI 0.20.1 or later', kind: 'text' },
    ...(authority === undefined
      ? []
      : [{ label: 'Private CA', value: authority, kind: 'id' } as const]),
  ];
  return {
    id: 'connect',
    title: 'Connect to the engine of a lease',
    description:
      "ADDRESS is the address of the lease. The certificate is one that the pool's private CA signed for a client; the name of the engine is in the certificate it shows.",
    steps: [
      {
        title: 'Probe first',
        text: 'curl -s --cert client.pem --key client.key --cacert ca.pem "https://${ADDRESS#tls://}/"',
        note: 'An engine answers 500 "failed to get client metadata": that means it is there and takes the certificate. Dagger itself is silent when it is refused: the CLI tries again every second without a message (the cause shows only with -d), an SDK gives up after 300 s with "Engine connection timeout".',
      },
      {
        title: 'Then run',
        text: 'export _EXPERIMENTAL_DAGGER_RUNNER_HOST="${ADDRESS}?cert_path=client.pem&key_path=client.key&ca_path=ca.pem"\ndagger core version',
        note: 'The paths are on the machine of the CLI. Use the same version of SDK, CLI and engine.',
      },
    ],
    facts,
  };
}
