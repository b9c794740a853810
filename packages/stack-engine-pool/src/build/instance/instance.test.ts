import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  MIRROR_SECRET,
  PCA,
  resolvePool,
} from '../../__testUtils__/synthesizePool';
import { programs } from '../programs';
import { bootScript, InstanceSettings } from '../userData';
import { healthAgent } from './health';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(60_000);

const CLIENT =
  'arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';

function settings(value: object = {}): InstanceSettings {
  return {
    config: resolvePool(value).config,
    service: 'checkout',
    account: '123456789012',
    region: 'us-east-1',
    partition: 'aws',
    domain: 'amazonaws.com',
    logGroupName: '/aws/dagger-engine/checkout',
    endpointNames: ['pool-0123456789abcdef.elb.us-east-1.amazonaws.com'],
    targetGroupArn:
      'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/engines/0123456789abcdef',
    programs: {
      bucketName: 'cdk-hnb659fds-assets-123456789012-us-east-1',
      objectKey: `${'0'.repeat(64)}.sh`,
      sha256: '0'.repeat(64),
    },
  };
}

/** Everything an instance gets, as one script. */
function wholeScript(made: InstanceSettings): string {
  return bootScript(made) + programs(made);
}

/** The files a boot script writes, by path. */
function filesOf(script: string): Record<string, string> {
  const pattern =
    /^install -D -m \d+ \/dev\/stdin (\S+) <<'END_OF_FILE'\n(.*?)\nEND_OF_FILE$/gms;
  return Object.fromEntries(
    [...script.matchAll(pattern)].map(([, path, content]) => [path, content]),
  );
}

const files = filesOf(wholeScript(settings()));

describe('boot script', () => {
  it('and every shell program it writes is valid shell', () => {
    const shells = Object.values(files).filter(f =>
      f.startsWith('#!/bin/bash'),
    );
    expect(shells).toHaveLength(3);
    for (const input of [wholeScript(settings()), ...shells]) {
      expect(
        spawnSync('bash', ['-n'], { input, encoding: 'utf8' }),
      ).toMatchObject({ status: 0, stderr: '' });
    }
  });

  it('fits into EC2’s 16,384 bytes at the largest configuration', () => {
    const largest = settings({
      engine: { version: 'v100.100.100', logLevel: 'debug' },
      fipsMode: true,
      storage: { cache: 'EFS' },
      featureFlags: {
        sharedCacheEfs: true,
        enableEcrMirror: true,
        ecrMirrorSecretArn: MIRROR_SECRET,
      },
      observability: {
        otlpEndpoint: `https://${'o'.repeat(200)}.example.com:4318`,
      },
      endpoint: {
        mtls: {
          acmPcaArn: PCA.replace('aws:', 'aws-us-gov:').replace(
            'us-east-1',
            'us-gov-west-1',
          ),
          allowedClientArns: Array.from({ length: 20 }, () => CLIENT),
        },
      },
    });
    const script = bootScript({
      ...largest,
      region: 'us-gov-west-1',
      partition: 'aws-us-gov',
      logGroupName: `/aws/dagger-engine/${'s'.repeat(59)}`,
      endpointNames: [
        `${'h'.repeat(63)}.${'h'.repeat(63)}.example.com`,
        `${'n'.repeat(49)}.elb.us-gov-west-1.amazonaws.com`,
      ],
      fileSystemId: 'fs-0123456789abcdef0',
    });
    expect(Buffer.byteLength(script)).toBeLessThanOrEqual(16_384);
  });

  it('runs the engine on loopback, with its cache on the volume of its own, and lets it persist before it stops', () => {
    const unit = files['/etc/systemd/system/dagger-engine.service'];
    expect(unit).toContain('registry.dagger.io/engine:v0.21.8');
    expect(unit.match(/-p \d\S+/g)).toEqual([
      '-p 127.0.0.1:1234:1234',
      '-p 127.0.0.1:9090:9090',
    ]);
    expect(unit).toContain('--network-cidr 10.87.0.0/16');
    expect(unit).toContain('RequiresMountsFor=/var/lib/dagger');
    expect(unit).toContain('docker stop -t 840');
    expect(unit).toContain('TimeoutStopSec=900');
  });

  it('gives the engine no key it does not know, and no root capabilities', () => {
    expect(JSON.parse(files['/etc/dagger/engine.json'])).toEqual({
      logLevel: 'info',
      gc: { enabled: true },
      security: { insecureRootCapabilities: false },
    });
  });

  it('requires a client certificate of the private CA, and one of those allowed where some are named', () => {
    const stunnel = (script: string) =>
      Object.fromEntries(
        filesOf(script)
          ['/etc/enginehouse/stunnel.conf'].split('\n')
          .filter(line => line.includes('='))
          .map(line => line.split('=').map(part => part.trim())),
      );
    expect(stunnel(bootScript(settings()))).toMatchObject({
      accept: '0.0.0.0:8443',
      connect: '127.0.0.1:1234',
      requireCert: 'yes',
      verifyChain: 'yes',
      verifyPeer: 'no',
      sslVersionMin: 'TLSv1.2',
    });
    const pinned = bootScript(
      settings({ endpoint: { mtls: { allowedClientArns: [CLIENT] } } }),
    );
    expect(stunnel(pinned).verifyPeer).toBe('yes');
    expect(filesOf(pinned)['/etc/enginehouse/certificate.env']).toContain(
      `CLIENTS="${CLIENT}"`,
    );
  });

  it('has every program that calls AWS use validated endpoints in FIPS mode', () => {
    const calling = (script: string) => {
      const written = filesOf(script);
      const programsCalling = Object.keys(written).filter(path =>
        /\baws (acm|autoscaling|cloudwatch|ec2|elbv2)/.test(written[path]),
      );
      return Object.entries(written).filter(
        ([path, text]) =>
          path.endsWith('.service') &&
          (programsCalling.some(p => text.includes(`ExecStart=${p}`)) ||
            /\baws /.test(text)),
      );
    };
    const fips = wholeScript(
      settings({
        fipsMode: true,
        featureFlags: {
          enableEcrMirror: true,
          ecrMirrorSecretArn: MIRROR_SECRET,
        },
      }),
    );
    expect(calling(fips).map(([path]) => path.split('/').pop())).toEqual([
      'dagger-engine.service',
      'dagger-certificate.service',
      'dagger-sessions.service',
      'dagger-drain.service',
    ]);
    for (const [, unit] of calling(fips))
      expect(unit).toContain('EnvironmentFile=/etc/enginehouse/aws.env');
    expect(
      filesOf(fips)[
        '/etc/systemd/system/amazon-cloudwatch-agent.service.d/enginehouse.conf'
      ],
    ).toContain('EnvironmentFile=/etc/enginehouse/aws.env');
    const environment = '/etc/enginehouse/aws.env';
    expect(filesOf(fips)[environment]).toBe(
      'AWS_DEFAULT_REGION=us-east-1\nAWS_USE_FIPS_ENDPOINT=true',
    );
    expect(files[environment]).toBe('AWS_DEFAULT_REGION=us-east-1');
    // The first start reads it before it calls AWS.
    expect(fips.indexOf(`. ${environment}`)).toBeLessThan(
      fips.indexOf('aws s3 cp'),
    );
  });

  it('restarts no unit that the systemd of RHEL 8 (239) refuses to restart', () => {
    const refused = Object.entries(files).filter(
      ([, text]) => /^Type=oneshot$/m.test(text) && /^Restart=/m.test(text),
    );
    expect(refused).toEqual([]);
  });

  it('starts the engine only with its cache mounted', () => {
    const unit = '/etc/systemd/system/dagger-engine.service';
    expect(files[unit]).toContain('RequiresMountsFor=/var/lib/dagger');
    const shared = filesOf(
      wholeScript(settings({ storage: { cache: 'EFS' } })),
    );
    expect(shared['/etc/systemd/system/dagger-cache.service']).toMatch(
      /Before=dagger-engine\.service[^]*RequiredBy=dagger-engine\.service/,
    );
  });

  it('ships the engine’s and the terminator’s logs to streams of the instance', () => {
    const { logs, metrics } = JSON.parse(
      files['/etc/enginehouse/cloudwatch-agent.json'],
    );
    const streams = logs.logs_collected.files.collect_list;
    expect(
      streams.map((s: { log_stream_name: string }) => s.log_stream_name),
    ).toEqual([
      '{instance_id}/engine',
      '{instance_id}/stunnel',
      '{instance_id}/boot',
    ]);
    for (const s of streams)
      expect(s.log_group_name).toBe('/aws/dagger-engine/checkout');
    expect(metrics.metrics_collected.mem.measurement).toEqual([
      'mem_used_percent',
    ]);
  });
});

describe('health agent', () => {
  let folder: string;
  const servers: { close(): unknown }[] = [];
  const portOf = (server: { address(): unknown }) =>
    (server.address() as AddressInfo).port;
  const listening = async (
    server: Server | ReturnType<typeof createTcpServer>,
  ) => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    return portOf(server);
  };
  /** A port that nothing listens on, nor will. */
  const NOBODY = 1;
  const freePort = async () => {
    const server = createTcpServer();
    const port = await listening(server);
    server.close();
    await once(server, 'close');
    return port;
  };
  const dummyEngine = (status: number, body: string) =>
    listening(
      createServer((_, response) => response.writeHead(status).end(body)),
    );
  const terminator = () => listening(createTcpServer(socket => socket.end()));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'health-agent-'));
    writeFileSync(join(folder, 'agent.py'), healthAgent.content.trim());
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => servers.splice(0).forEach(server => server.close()));

  async function ask(engine: number, tls: number, draining = 'none') {
    const port = await freePort();
    const agent = spawn('python3', ['-u', join(folder, 'agent.py')], {
      env: {
        ...process.env,
        ENGINE_PORT: String(engine),
        TLS_PORT: String(tls),
        HEALTH_PORT: String(port),
        DRAINING: join(folder, draining),
      },
      stdio: 'ignore',
    });
    try {
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}/`).catch(
          () => undefined,
        );
        if (answer) return [answer.status, await answer.text()];
        if (agent.exitCode !== null)
          throw new Error(`agent ended with ${agent.exitCode}`);
      }
    } finally {
      agent.kill();
      await once(agent, 'exit');
    }
  }

  const ALIVE = [
    500,
    'failed to get client metadata for session call',
  ] as const;

  it('says serving while a dummy engine and the terminator answer', async () => {
    expect(await ask(await dummyEngine(...ALIVE), await terminator())).toEqual([
      200,
      'serving',
    ]);
  });

  it('names what does not answer', async () => {
    expect(await ask(NOBODY, await terminator())).toEqual([
      503,
      'engine does not answer',
    ]);
    expect(
      await ask(await dummyEngine(200, 'hello'), await terminator()),
    ).toEqual([503, 'engine answers strangely']);
    expect(await ask(await dummyEngine(...ALIVE), NOBODY)).toEqual([
      503,
      'TLS terminator does not answer',
    ]);
  });

  it('says draining while an engine that serves takes no new work', async () => {
    writeFileSync(join(folder, 'draining'), '');
    expect(
      await ask(await dummyEngine(...ALIVE), await terminator(), 'draining'),
    ).toEqual([503, 'draining']);
  });
});
