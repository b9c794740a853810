import type { X509Certificate } from 'node:crypto';
import type { Fact, Signal } from '@enginehouse/plugin-operations-common';
import type { SourceContext } from '@enginehouse/plugin-operations-node';
import { certificateOf } from './certificateOf';
import type { EndpointProbe } from './EndpointProbe';
import { judgeCertificate, namesOf } from './judgeCertificate';

/** Outputs of the capability `dagger:endpoint`: the address clients take, and the CA they trust. */
const ADDRESS = 'DaggerEndpointTlsUrl';
const AUTHORITY = 'DaggerEndpointCertificateAuthorityArn';

/** Whether the pool's TLS endpoint answers, with a certificate that clients take; nothing before the stack has outputs. */
export async function endpointSignal(
  { stack, aws }: Pick<SourceContext, 'stack' | 'aws'>,
  probe: EndpointProbe,
): Promise<Signal[]> {
  const url = stack.outputs[ADDRESS];
  if (url === undefined) return [];
  const { hostname: host, port } = new URL(url);
  const about = { key: 'endpoint', title: 'Endpoint' };
  const address: Fact = { label: 'Address', value: url, kind: 'id' };
  const result = await probe.check({ host, port: Number(port) });
  switch (result.outcome) {
    case 'not-checked':
      return [
        {
          ...about,
          status: 'unknown',
          sentence: `endpoint not checked: ${result.reason}`,
          facts: [address],
        },
      ];
    case 'refused':
      return [
        {
          ...about,
          status: 'unhealthy',
          sentence: `endpoint does not answer: ${result.reason}`,
          facts: [address],
        },
      ];
    default: {
      const { protocol, chain } = result;
      const { authority, said } = await authorityOf(
        stack.outputs[AUTHORITY],
        aws,
      );
      return [
        {
          ...about,
          ...judgeCertificate(chain, { host, authority, now: Date.now() }),
          facts: [
            address,
            { label: 'TLS', value: protocol, kind: 'text' },
            { label: 'Certificate for', value: namesOf(chain[0]), kind: 'id' },
            {
              label: 'Certificate until',
              value: new Date(chain[0].validTo).toISOString(),
              kind: 'time',
            },
            { label: 'Signed by', value: said, kind: 'text' },
          ],
        },
      ];
    }
  }
}

/** The authority the chain is judged by, or why it cannot be. */
async function authorityOf(
  arn: string | undefined,
  aws: SourceContext['aws'],
): Promise<{ authority?: X509Certificate; said: string }> {
  if (arn === undefined) {
    return { said: 'not checked: the stack does not name its private CA' };
  }
  try {
    return { authority: await certificateOf(arn, aws), said: arn };
  } catch (error) {
    return {
      said: `not checked: ${error instanceof Error ? error.message : error}`,
    };
  }
}
