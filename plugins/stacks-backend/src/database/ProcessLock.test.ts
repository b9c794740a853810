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
    await expect(ProcessLock.take(path, 0)).rejects.toThrow(
      `Process ${other.pid} uses this SQLite database already`,
    );

    const waiting = ProcessLock.take(path, 10_000);
    other.kill('SIGKILL');
    await once(other, 'exit');
    const lock = await waiting;
    expect(readFileSync(path, 'utf8')).toMatch(`${process.pid} `);
    lock.release();
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });

  it('is not fooled by another process that got the id of a dead one', async () => {
    const path = folder.resolve('reused.lock');
    writeFileSync(path, `${process.ppid} 1`);
    await expect(ProcessLock.take(path, 0)).resolves.toBeDefined();
  });

  it('leaves the lock of a successor alone', async () => {
    const path = folder.resolve('taken.lock');
    const lock = await ProcessLock.take(path, 0);
    writeFileSync(path, '1 1');
    lock.release();
    expect(readFileSync(path, 'utf8')).toBe('1 1');
  });
});
