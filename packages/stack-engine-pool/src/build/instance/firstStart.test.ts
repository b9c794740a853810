import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatVolume } from './cache';
import { requireEfsFips } from './cacheImage';
import { joinLocalDisks } from './localDisks';
import { installMissing } from './packages';

// Processes of their own: seconds on a busy machine.
jest.setTimeout(60_000);

/** A host whose commands are stand-ins that write down how they are called. */
class Host {
  readonly folder = mkdtempSync(join(tmpdir(), 'first-start-'));
  readonly #calls = join(this.folder, 'calls');

  /** A command; `body` is what it does besides. */
  has(name: string, body = ''): this {
    const path = join(this.folder, name);
    writeFileSync(
      path,
      `#!/bin/bash\necho "${name} $*" >> ${this.#calls}\n${body}\n`,
    );
    chmodSync(path, 0o755);
    return this;
  }

  /** Runs shell lines as the boot script does, with these commands before the machine's own, or alone. */
  run(lines: string, { alone = false } = {}) {
    const { status, stderr } = spawnSync(
      '/bin/bash',
      ['--norc', '-c', `set -euo pipefail\n${lines}`],
      {
        encoding: 'utf8',
        env: {
          PATH: alone ? this.folder : `${this.folder}:${process.env.PATH}`,
        },
      },
    );
    return { status, stderr };
  }

  get calls(): string[] {
    if (!existsSync(this.#calls)) return [];
    return readFileSync(this.#calls, 'utf8').split('\n').filter(Boolean);
  }
}

let host: Host;
beforeEach(() => {
  host = new Host();
});
afterEach(() => rmSync(host.folder, { recursive: true }));

describe('programs an instance needs', () => {
  const lines = installMissing({ 'mount.efs': 'amazon-efs-utils' }).replace(
    /\/opt\/aws\/\S+\//g,
    '',
  );
  const ALL = [
    ...['aws', 'docker', 'stunnel', 'python3', 'logrotate', 'mkfs.xfs'],
    ...['amazon-cloudwatch-agent-ctl', 'mount.efs'],
  ];
  const bring = (...names: string[]) => names.forEach(name => host.has(name));

  it('are not asked for where the image brings them, as one that is closed for installs does', () => {
    bring(...ALL, 'dnf');
    expect(host.run(lines, { alone: true })).toEqual({ status: 0, stderr: '' });
    expect(host.calls).toEqual([]);
  });

  it('come from dnf by the packages that bring them', () => {
    bring(...ALL.filter(name => !/stunnel|efs/.test(name)), 'dnf');
    expect(host.run(lines, { alone: true }).status).toBe(0);
    expect(host.calls).toEqual(['dnf install -y stunnel amazon-efs-utils']);
  });

  it('come from apt by the names Debian gives them', () => {
    bring(...ALL.filter(name => !/stunnel|docker/.test(name)), 'apt-get');
    host.has('sed', 'exec /usr/bin/env -i /bin/sed "$@"');
    expect(host.run(lines, { alone: true }).status).toBe(0);
    expect(host.calls.filter(call => call.startsWith('apt-get'))).toEqual([
      'apt-get update',
      'apt-get -o DPkg::Lock::Timeout=300 install -y docker.io stunnel4',
    ]);
  });
});

describe('a host closed for installs', () => {
  it.each(['dnf', 'apt-get'])(
    'does not go on without what %s cannot bring',
    manager => {
      host.has(manager, 'echo "no network" >&2; exit 100');
      host.has('sed', 'exec /usr/bin/env -i /bin/sed "$@"');
      expect(
        host.run(`${installMissing({})}\necho went on >&2`, { alone: true }),
      ).toEqual({ status: 100, stderr: 'no network\n' });
    },
  );
});

describe('the cache volume', () => {
  const lines = (device = '/nowhere/xvdb') =>
    formatVolume.replaceAll('/dev/xvdb', device);
  /** Disks by what blkid says of them; the root disk has partitions. */
  const disks = (told: Record<string, string>) =>
    host
      .has('udevadm')
      .has('mkfs.xfs')
      .has(
        'lsblk',
        `case "$1" in
          -dpno) printf '%s Amazon Elastic Block Store\\n' ${Object.keys(
            told,
          ).join(' ')}; echo '/dev/nvme9n1 Amazon EC2 NVMe Instance Storage';;
          *) echo disk; [[ "$3" != *nvme0n1 ]] || echo part;;
        esac`,
      )
      .has(
        'blkid',
        `case "$1" in ${Object.entries(told)
          .filter(([, type]) => type)
          .map(([disk, type]) => `${disk}) echo ${type};;`)
          .join(' ')} *) exit 2;; esac`,
      );
  const formatted = () => host.calls.filter(c => c.startsWith('mkfs.xfs'));

  it('is the device of the launch template where the image names it so', () => {
    disks({});
    const device = join(host.folder, 'xvdb');
    writeFileSync(device, '');
    expect(host.run(lines(device)).status).toBe(0);
    expect(formatted()).toEqual([`mkfs.xfs -q -L dagger-cache ${device}`]);
  });

  it('is elsewhere the EBS disk that carries nothing', () => {
    disks({ '/dev/nvme0n1': '', '/dev/nvme1n1': '' });
    expect(host.run(lines())).toMatchObject({ status: 0 });
    expect(formatted()).toEqual(['mkfs.xfs -q -L dagger-cache /dev/nvme1n1']);
  });

  it('is not guessed among several, nor taken from what carries something', () => {
    disks({ '/dev/nvme0n1': '', '/dev/nvme1n1': '', '/dev/nvme2n1': '' });
    expect(host.run(lines())).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        'cannot tell the cache volume among: /dev/nvme1n1 /dev/nvme2n1',
      ),
    });
    disks({ '/dev/nvme0n1': '', '/dev/nvme1n1': 'TYPE=ext4' });
    expect(host.run(lines()).status).toBe(1);
    expect(formatted()).toEqual([]);
  });
});

describe('the disks of an instance', () => {
  const disks = (...names: string[]) =>
    host
      .has('mkfs.xfs')
      .has('mdadm')
      .has(
        'lsblk',
        `echo '/dev/nvme0n1 Amazon Elastic Block Store'
         for name in ${names.join(
           ' ',
         )}; do echo "$name Amazon EC2 NVMe Instance Storage"; done`,
      );
  const made = () => host.calls.filter(call => !call.startsWith('lsblk'));

  it('are one file system: a disk by itself, several joined', () => {
    disks('/dev/nvme1n1');
    expect(host.run(joinLocalDisks).status).toBe(0);
    expect(made()).toEqual(['mkfs.xfs -q -f -L dagger-cache /dev/nvme1n1']);
  });

  it('are joined where there are several', () => {
    disks('/dev/nvme1n1', '/dev/nvme2n1');
    expect(host.run(joinLocalDisks).status).toBe(0);
    expect(made()).toEqual([
      'mdadm --create /dev/md/dagger-cache --run --level=0 --raid-devices=2 /dev/nvme1n1 /dev/nvme2n1',
      'mkfs.xfs -q -f -L dagger-cache /dev/md/dagger-cache',
    ]);
  });

  it('that are not there are said', () => {
    disks();
    expect(host.run(joinLocalDisks)).toMatchObject({
      status: 1,
      stderr: 'This instance has no disks of its own\n',
    });
  });
});

describe('the EFS client in FIPS mode', () => {
  /** What comes of a configuration of the client. */
  const set = (content: string) => {
    const file = join(host.folder, 'efs-utils.conf');
    writeFileSync(file, content);
    const told = host.run(
      requireEfsFips.replaceAll('/etc/amazon/efs', host.folder),
    );
    return { ...told, content: readFileSync(file, 'utf8') };
  };

  it.each(['fips_mode_enabled = false', '#fips_mode_enabled = false'])(
    'is turned to validated cryptography: %s',
    line => {
      expect(set(`[mount]\n${line}\nport_range_upper_bound = 21049\n`)).toEqual(
        {
          status: 0,
          stderr: '',
          content:
            '[mount]\nfips_mode_enabled = true\nport_range_upper_bound = 21049\n',
        },
      );
    },
  );

  it('has to know of it', () => {
    expect(set('[mount]\n')).toMatchObject({
      status: 1,
      stderr: 'fipsMode: the EFS client of this image has no FIPS mode\n',
    });
  });
});
