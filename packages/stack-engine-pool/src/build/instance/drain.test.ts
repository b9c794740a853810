import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drainFiles, drainSettings } from './drain';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(60_000);

const TARGETS =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/engines/0123456789abcdef';

/** A host whose metadata, engine, AWS and systemd are files and stand-ins that write down what they are told. */
class Host {
  readonly folder = mkdtempSync(join(tmpdir(), 'drain-'));
  readonly #calls = join(this.folder, 'calls');
  #program?: ChildProcess;

  constructor({ drainMinutes = 60 }: { drainMinutes?: number } = {}) {
    mkdirSync(join(this.folder, 'bin'));
    mkdirSync(join(this.folder, 'etc/enginehouse'), { recursive: true });
    writeFileSync(this.#calls, '');
    this.state('InService');
    this.sessions(0);
    const { content } = drainSettings({
      targetGroupArn: TARGETS,
      drainMinutes,
    });
    writeFileSync(join(this.folder, 'etc/enginehouse/drain.env'), content);
    const note = `echo "$(basename $0) $*" >> ${this.#calls}`;
    this.#standIn(
      'curl',
      `case "$*" in
        *9090*) [ "$(cat ${this.folder}/sessions)" != silent ] && echo dagger_connected_clients $(cat ${this.folder}/sessions);;
        *target-lifecycle-state) cat ${this.folder}/state;;
        *instance-id) echo i-1;;
      esac`,
    );
    this.#standIn(
      'aws',
      `case "$*" in *describe-tags*) echo pool;; *) ${note};; esac`,
    );
    this.#standIn('systemctl', note);
    this.#standIn('sleep', 'exec /bin/sleep 0.02');
  }

  state(value: string) {
    writeFileSync(join(this.folder, 'state'), value);
  }

  sessions(count: number | 'silent') {
    writeFileSync(join(this.folder, 'sessions'), String(count));
  }

  get draining(): boolean {
    return existsSync(join(this.folder, 'run/enginehouse/draining'));
  }

  /** What it told AWS and systemd, without what is the same each time. */
  get calls(): string[] {
    return readFileSync(this.#calls, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(call =>
        call.replace(
          / --(lifecycle-hook-name|auto-scaling-group-name|instance-id) \S+/g,
          '',
        ),
      );
  }

  start(): this {
    const [{ content }] = drainFiles;
    const moved = content
      .trim()
      .replace(/\/(etc|run)\/enginehouse/g, `${this.folder}/$1/enginehouse`);
    this.#program = spawn('bash', ['-c', moved], {
      env: {
        ...process.env,
        PATH: `${join(this.folder, 'bin')}:${process.env.PATH}`,
      },
      stdio: 'ignore',
    });
    return this;
  }

  /** Waits until it has said what is looked for. */
  async told(part: string) {
    const told = () => this.calls.some(call => call.includes(part));
    if (told()) return;
    await new Promise<void>(resolve => {
      const watcher = watch(this.#calls, () => {
        if (!told()) return;
        watcher.close();
        resolve();
      });
    });
  }

  async ended(): Promise<number | null> {
    const program = this.#program!;
    if (program.exitCode === null) await once(program, 'exit');
    return program.exitCode;
  }

  remove() {
    this.#program?.kill();
    rmSync(this.folder, { recursive: true });
  }

  #standIn(name: string, body: string) {
    const path = join(this.folder, 'bin', name);
    writeFileSync(path, `#!/bin/bash\n${body}\n`);
    chmodSync(path, 0o755);
  }
}

describe('drain', () => {
  let host: Host;
  afterEach(() => host.remove());

  const AFTER = [
    'aws autoscaling record-lifecycle-action-heartbeat',
    'systemctl stop dagger-engine.service',
    'systemctl stop dagger-cache.service',
    'aws autoscaling complete-lifecycle-action --lifecycle-action-result CONTINUE',
  ];

  it('takes an engine out of the endpoint, waits for its sessions, stops it, and only then lets the instance go', async () => {
    host = new Host();
    host.sessions(2);
    host.start();
    host.state('Terminated');
    await host.told('record-lifecycle-action-heartbeat');
    expect(host.draining).toBe(true);
    expect(host.calls[0]).toBe(
      `aws elbv2 deregister-targets --target-group-arn ${TARGETS} --targets Id=i-1`,
    );
    expect(host.calls.join()).not.toContain('systemctl stop');
    host.sessions(0);
    expect(await host.ended()).toBe(0);
    expect(host.calls.slice(-4)).toEqual(AFTER);
  });

  it('goes on while an engine misses an answer, and stops one that stays silent', async () => {
    host = new Host();
    host.sessions('silent');
    host.start();
    host.state('Terminated');
    expect(await host.ended()).toBe(0);
    const beats = host.calls.filter(call => call.includes('heartbeat'));
    expect(beats).toHaveLength(5);
    expect(host.calls.slice(-4)).toEqual(AFTER);
  });

  it('of an idle engine is over at once', async () => {
    host = new Host();
    host.state('Terminated');
    expect(await host.start().ended()).toBe(0);
    expect(host.calls).toEqual([
      expect.stringContaining('deregister-targets'),
      ...AFTER,
    ]);
  });

  it('ends after drainMinutes, with what still runs', async () => {
    host = new Host({ drainMinutes: 0 });
    host.sessions(1);
    host.state('Terminated');
    expect(await host.start().ended()).toBe(0);
    expect(host.calls.slice(-4)).toEqual(AFTER);
  });
});
