import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';
import { authority, issue, type Pem } from './__testUtils__/certificates';
import { EndpointProbe } from './EndpointProbe';
import { endpointSignal } from './endpointSignal';

const AUTHORITY_ARN =
  'arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1';

/** The signal for an address; the private CA is the given one, or AWS does not give it. */
function signalOf(
  url: string | undefined,
  {
    probe = new EndpointProbe(),
    ca,
  }: { probe?: EndpointProbe; ca?: string } = {},
) {
  const outputs: Record<string, string> =
    url === undefined
      ? {}
      : {
          DaggerEndpointTlsUrl: url,
          DaggerEndpointCertificateAuthorityArn: AUTHORITY_ARN,
        };
  const stack = {
    name: 'checkout-engine-pool-sandbox',
    definition: 'dagger-engine-pool',
    environment: 'sandbox',
    account: '123456789012',
    region: 'us-east-1',
    outputs,
    config: {},
  };
  const aws = {
    client: () => ({ send: async () => ({ Certificate: ca }) }),
    read: async (_: unknown, fn: () => Promise<unknown>) => {
      if (ca === undefined) throw new Error('AWS refuses it');
      return fn();
    },
    call: async () => undefined,
  } as unknown as AwsHandle;
  return endpointSignal({ stack, aws }, probe);
}

/** A terminator that demands a client certificate, as the engines' does. */
async function startTerminator({ key, cert }: Pem): Promise<Server> {
  const server = createServer({
    ...{ key, cert, ca: cert, requestCert: true, rejectUnauthorized: true },
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

const urlOf = (server: { address(): unknown }) =>
  `tls://localhost:${(server.address() as AddressInfo).port}`;

describe('the signal of the endpoint', () => {
  const pool = authority('pool CA');

  async function shown(certificate: Pem, ca: string | undefined = pool.cert) {
    const server = await startTerminator(certificate);
    const [signal] = await signalOf(urlOf(server), { ca });
    server.close();
    return signal;
  }

  it('with a certificate of the pool’s CA is green, and says for whom and until when', async () => {
    expect(await shown(issue(pool))).toMatchObject({
      status: 'healthy',
      sentence: 'endpoint answers',
      facts: [
        { label: 'Address', value: expect.stringMatching(/^tls:/) },
        { label: 'TLS', value: 'TLSv1.3' },
        { label: 'Certificate for', value: 'localhost' },
        { label: 'Certificate until', kind: 'time' },
        { label: 'Signed by', value: AUTHORITY_ARN },
      ],
    });
  });

  it('with one that ends soon is degraded', async () => {
    expect(await shown(issue(pool, { days: 8 }))).toMatchObject({
      status: 'degraded',
      sentence: expect.stringMatching(
        /^the endpoint's certificate ends in [78] days, on 20/,
      ),
    });
  });

  it('with one of another CA is red', async () => {
    const foreign = issue(authority('foreign CA'));
    expect(await shown(foreign)).toMatchObject({
      status: 'unhealthy',
      sentence:
        "the endpoint's certificate is not of the pool's CA: it is signed by CN=foreign CA",
    });
  });

  it('with one for another name is red', async () => {
    const other = issue(pool, { name: 'other.example' });
    expect(await shown(other)).toMatchObject({
      status: 'unhealthy',
      sentence:
        "the endpoint's certificate is not for localhost, but for other.example",
    });
  });

  it('says what is not checked when the CA cannot be read', async () => {
    const server = await startTerminator(issue(pool));
    const [signal] = await signalOf(urlOf(server));
    server.close();
    expect(signal.status).toBe('healthy');
    expect(signal.facts).toContainEqual({
      ...{ label: 'Signed by', kind: 'text' },
      value: 'not checked: AWS refuses it',
    });
  });

  it('is red when nothing listens', async () => {
    const server = createTcpServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const url = urlOf(server);
    await new Promise(resolve => {
      server.close(resolve);
    });
    const [signal] = await signalOf(url);
    expect(signal).toMatchObject({
      status: 'unhealthy',
      sentence: expect.stringMatching(
        /^endpoint does not answer: .*ECONNREFUSED/,
      ),
    });
  });

  it('is not known when the name does not resolve, and says so', async () => {
    const [signal] = await signalOf('tls://pool.invalid:8443');
    expect(signal).toMatchObject({
      status: 'unknown',
      sentence:
        'endpoint not checked: the name does not resolve from the portal',
    });
  });

  it('is not there before the stack has outputs', async () => {
    await expect(signalOf(undefined)).resolves.toEqual([]);
  });

  it('costs one connection for all who look', async () => {
    const server = await startTerminator(issue(pool));
    let connections = 0;
    server.on('connection', () => {
      connections += 1;
    });
    const probe = new EndpointProbe();
    await Promise.all(
      Array.from({ length: 20 }, () => signalOf(urlOf(server), { probe })),
    );
    server.close();
    expect(connections).toBe(1);
  });
});
