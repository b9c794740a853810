import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { EndpointProbe } from './EndpointProbe';
import { endpointSignal } from './endpointSignal';

function signalOf(url: string | undefined, probe = new EndpointProbe()) {
  const outputs: Record<string, string> =
    url === undefined ? {} : { DaggerEndpointTlsUrl: url };
  const stack = {
    name: 'checkout-engine-pool-sandbox',
    definition: 'dagger-engine-pool',
    environment: 'sandbox',
    account: '123456789012',
    region: 'us-east-1',
    outputs,
    config: {},
  };
  return endpointSignal(stack, probe);
}

/** A terminator that demands a client certificate, as the engines' does; its own is valid for so many days. */
async function startTerminator(days: number): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'terminator-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map(file => join(folder, file));
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-batch'],
      ...['-subj', '/CN=pool.example', '-days', String(days)],
      ...['-keyout', key, '-out', cert],
    ],
    { stdio: 'ignore' },
  );
  const server = createServer({
    key: readFileSync(key),
    cert: readFileSync(cert),
    ca: readFileSync(cert),
    requestCert: true,
    rejectUnauthorized: true,
  });
  rmSync(folder, { recursive: true });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

const urlOf = (server: { address(): unknown }) =>
  `tls://localhost:${(server.address() as AddressInfo).port}`;

describe('the signal of the endpoint', () => {
  it.each([
    [90, 'healthy', 'endpoint answers'],
    [8, 'degraded', /^the endpoint's certificate ends in [78] days, on 20/],
  ])(
    'with a certificate valid for %d days is %s',
    async (days, status, sentence) => {
      const server = await startTerminator(days);
      const url = urlOf(server);
      const [signal] = await signalOf(url);
      server.close();
      expect(signal).toMatchObject({
        status,
        sentence: expect.stringMatching(sentence),
        facts: [
          { label: 'Address', value: url },
          { label: 'TLS', value: 'TLSv1.3' },
          { label: 'Certificate for', value: 'pool.example' },
          { label: 'Certificate until', kind: 'time' },
        ],
      });
    },
  );

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
    const server = await startTerminator(90);
    let connections = 0;
    server.on('connection', () => {
      connections += 1;
    });
    const probe = new EndpointProbe();
    await Promise.all(
      Array.from({ length: 20 }, () => signalOf(urlOf(server), probe)),
    );
    server.close();
    expect(connections).toBe(1);
  });
});
