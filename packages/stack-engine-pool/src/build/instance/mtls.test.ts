import {
  ChildProcess,
  execFileSync,
  spawn,
  spawnSync,
} from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { AddressInfo, createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, TLSSocket } from 'node:tls';
import { Authority, Identity } from '../../__testUtils__/Authority';
import { PCA } from '../../__testUtils__/synthesizePool';
import { certificateFiles, certificateSettings } from './certificate';
import { stunnelConfig } from './stunnel';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(60_000);

const NAME = 'pool.example.internal';
const DAY = 24 * 60 * 60 * 1000;

/** A host's folders in a temporary one: the terminator as it is configured there, before a dummy backend that sends back what it gets. */
class Host {
  readonly folder = mkdtempSync(join(tmpdir(), 'mtls-'));
  readonly tls = join(this.folder, 'etc/enginehouse/tls');
  readonly backend: Server = createServer(socket => socket.pipe(socket));
  connections = 0;
  port = 0;
  #stunnel?: ChildProcess;

  constructor() {
    mkdirSync(this.tls, { recursive: true });
    mkdirSync(join(this.folder, 'var/log/dagger'), { recursive: true });
    this.backend.on('connection', socket => {
      this.connections += 1;
      socket.on('error', () => socket.destroy());
    });
  }

  /** A file's text as it stands on a host, with the host's folders moved here. */
  moved(text: string): string {
    return text.replace(
      /\/(etc\/enginehouse|var\/log\/dagger)/g,
      `${this.folder}/$1`,
    );
  }

  trust(...certificates: string[]) {
    writeFileSync(join(this.tls, 'trust.pem'), certificates.join('\n'));
  }

  serve({ cert, key }: Identity) {
    writeFileSync(join(this.tls, 'server.pem'), cert);
    writeFileSync(join(this.tls, 'server.key'), key, { mode: 0o600 });
  }

  get terminator(): number {
    return this.#stunnel!.pid!;
  }

  /** Starts the terminator with the configuration a boot script writes. */
  async start({ pinned }: { pinned: boolean }) {
    this.backend.listen(0, '127.0.0.1');
    await once(this.backend, 'listening');
    this.port = await freePort();
    const config = join(this.folder, 'etc/enginehouse/stunnel.conf');
    writeFileSync(
      config,
      this.moved(stunnelConfig({ pinned, fips: false }).content)
        .replace('0.0.0.0:8443', `127.0.0.1:${this.port}`)
        .replace(
          '127.0.0.1:1234',
          `127.0.0.1:${(this.backend.address() as AddressInfo).port}`,
        ),
    );
    this.#stunnel = spawn('stunnel', [config], { stdio: 'ignore' });
    while ((await this.refused()) && this.#stunnel.exitCode === null);
    if (this.#stunnel.exitCode !== null) {
      throw new Error(`stunnel ended with ${this.#stunnel.exitCode}`);
    }
  }

  /** Whether nothing listens yet. */
  async refused(): Promise<boolean> {
    const error = await this.ask({ cert: '', key: '' }).then(
      () => undefined,
      (e: NodeJS.ErrnoException) => e.code,
    );
    return error === 'ECONNREFUSED';
  }

  async open(client?: Pick<Identity, 'cert' | 'key'>): Promise<TLSSocket> {
    const socket = connect({
      ...{ host: '127.0.0.1', port: this.port, servername: NAME },
      ...(client?.cert ? client : {}),
      ca: readFileSync(join(this.folder, 'pool/ca.pem')),
    });
    await once(socket, 'secureConnect');
    return socket;
  }

  /** A connection that shows another certificate than before; while stunnel reads its files again, some are cut. */
  async openOther(
    client: Pick<Identity, 'cert' | 'key'>,
    before: string,
  ): Promise<TLSSocket> {
    for (;;) {
      const socket = await this.open(client).catch(() => undefined);
      if (socket && socket.getPeerCertificate().serialNumber !== before) {
        return socket;
      }
      socket?.destroy();
    }
  }

  /** What comes back for a line; with TLS 1.3 a refusal shows only when something is read. */
  async ask(client?: Pick<Identity, 'cert' | 'key'>): Promise<string> {
    const socket = await this.open(client);
    try {
      return await say(socket, 'hello');
    } finally {
      socket.destroy();
    }
  }

  async stop() {
    const stunnel = this.#stunnel;
    if (stunnel && stunnel.exitCode === null) {
      stunnel.kill();
      await once(stunnel, 'exit');
    }
    this.backend.close();
    rmSync(this.folder, { recursive: true });
  }
}

async function say(socket: TLSSocket, text: string): Promise<string> {
  socket.write(text);
  const [answer] = await Promise.race([
    once(socket, 'data'),
    once(socket, 'close').then(() => {
      throw new Error('closed without an answer');
    }),
  ]);
  return String(answer);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const found = spawnSync('stunnel', ['-version']).status === 0;

(found || process.env.CI ? describe : describe.skip)(
  found
    ? 'mTLS of an engine’s host'
    : 'mTLS of an engine’s host (stunnel is not installed)',
  () => {
    let host: Host;
    let pool: Authority;
    let foreign: Authority;

    beforeEach(() => {
      host = new Host();
      pool = new Authority(host.folder, 'pool');
      foreign = new Authority(host.folder, 'foreign');
      host.serve(pool.issue('server', { san: `DNS:${NAME}` }));
    });
    afterEach(() => host.stop());

    it('lets in a client of the pool’s CA, and refuses none, a foreign and an expired one', async () => {
      host.trust(pool.cert);
      await host.start({ pinned: false });
      expect(await host.ask(pool.issue('client'))).toBe('hello');
      const past: [string, string] = ['20200101000000Z', '20200102000000Z'];
      const reached = host.connections;
      await expect(host.ask()).rejects.toThrow();
      await expect(host.ask(foreign.issue('client'))).rejects.toThrow();
      await expect(
        host.ask(pool.issue('late', { validity: past })),
      ).rejects.toThrow();
      expect(host.connections).toBe(reached);
      expect(await host.ask(pool.issue('another'))).toBe('hello');
    });

    it('lets in only the certificates of allowedClientArns where there are some', async () => {
      const allowed = pool.issue('allowed');
      host.trust(pool.cert, allowed.cert);
      await host.start({ pinned: true });
      expect(await host.ask(allowed)).toBe('hello');
      await expect(host.ask(pool.issue('other'))).rejects.toThrow();
    });

    it('takes a renewed certificate without ending a session or restarting what serves', async () => {
      host.serve(
        pool.issue('ending', {
          san: `DNS:${NAME}`,
          validity: ['20200101000000Z', utc(Date.now() + DAY)],
        }),
      );
      host.trust(pool.cert);
      await host.start({ pinned: false });
      const client = pool.issue('client');
      const session = await host.open(client);
      expect(await say(session, 'before')).toBe('before');
      const before = session.getPeerCertificate().serialNumber;

      renew(host);

      const later = await host.openOther(client, before);
      const { subjectaltname } = later.getPeerCertificate();
      expect(subjectaltname).toBe(
        `DNS:${NAME}, DNS:alias.example, DNS:ip-10-0-0-1`,
      );
      expect(await say(later, 'after')).toBe('after');
      expect(await say(session, 'still here')).toBe('still here');
      later.destroy();
      session.destroy();
    });
  },
);

/** `YYYYMMDDHHMMSSZ`. */
function utc(at: number): string {
  return `${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
}

/**
 * Runs the host's certificate program. What it calls is there in its place: the private CA is the throwaway one, the metadata a
 * name, and systemd's reload the signal its unit sends.
 */
function renew(host: Host): void {
  const bin = join(host.folder, 'bin');
  mkdirSync(bin);
  const program = (name: string, content: string) => {
    const path = join(bin, name);
    writeFileSync(path, `#!/bin/bash\nset -e\n${content}`);
    chmodSync(path, 0o755);
    return path;
  };
  program(
    'aws',
    `case "$1 $2 $*" in
      *get-certificate-authority-certificate*" Certificate") cat ${host.folder}/pool/ca.pem;;
      *get-certificate-authority-certificate*) echo None;;
      *describe-certificate-authority*) echo SHA256WITHECDSA;;
      *issue-certificate*)
        for argument in "$@"; do [[ $argument == fileb://* ]] && cp "\${argument#fileb://}" ${host.folder}/pool/renewed.csr; done
        cd ${host.folder}/pool && openssl ca -config ca.cnf -batch -notext -in renewed.csr -out renewed.pem -days 30 2>/dev/null
        echo arn:renewed;;
      *wait*) ;;
      *get-certificate*" Certificate") cat ${host.folder}/pool/renewed.pem;;
      *get-certificate*) cat ${host.folder}/pool/ca.pem;;
      *) echo "unexpected: $*" >&2; exit 1;;
    esac`,
  );
  program('curl', 'echo ip-10-0-0-1');
  program(
    'systemctl',
    `[ "$*" = "try-reload-or-restart dagger-tls.service" ]\nkill -HUP ${host.terminator}`,
  );
  writeFileSync(
    join(host.folder, 'etc/enginehouse/certificate.env'),
    certificateSettings({
      partition: 'aws',
      acmPcaArn: PCA,
      allowedClientArns: [],
      endpointNames: [NAME, 'alias.example'],
    }).content,
  );
  const [{ content }] = certificateFiles;
  execFileSync('bash', ['-c', host.moved(content.trim())], {
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
