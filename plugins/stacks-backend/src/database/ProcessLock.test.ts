import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { ProcessLock } from './ProcessLock';

describe('ProcessLock', () => {
  const folder = createMockDirectory();

  it('names the process that holds it, and takes over from a dead one', async () => {
    const path = folder.resolve('stacks.sqlite.lock');
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
    await once(other, 'spawn');
    writeFileSync(path, String(other.pid));
    expect(() => ProcessLock.take(path)).toThrow(
      `Process ${other.pid} uses this SQLite database already`,
    );

    other.kill('SIGKILL');
    await once(other, 'exit');
    const lock = ProcessLock.take(path);
    expect(readFileSync(path, 'utf8')).toMatch(`${process.pid} `);
    lock.release();
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });

  it('is not fooled by another process that got the id of a dead one', () => {
    const path = folder.resolve('reused.lock');
    writeFileSync(path, `${process.ppid} 1`);
    expect(() => ProcessLock.take(path)).not.toThrow();
  });

  it('leaves the lock of a successor alone', () => {
    const path = folder.resolve('taken.lock');
    const lock = ProcessLock.take(path);
    writeFileSync(path, '1 1');
    lock.release();
    expect(readFileSync(path, 'utf8')).toBe('1 1');
  });
});
