import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError, isError } from '@backstage/errors';

const LOOK_AGAIN_MS = 100;

/**
 * A file that names the one process using what it stands beside. A file left by a process that no longer runs is taken over.
 */
export class ProcessLock {
  readonly #path: string;
  readonly #content: string;

  private constructor(path: string, content: string) {
    this.#path = path;
    this.#content = content;
  }

  /**
   * Takes the lock, waiting at most `withinMs` for a process that holds it.
   *
   * @throws ConflictError naming that process
   */
  static async take(path: string, withinMs: number): Promise<ProcessLock> {
    const content = `${process.pid} ${startOf(process.pid) ?? ''}`.trim();
    const giveUpAt = performance.now() + withinMs;
    for (;;) {
      try {
        writeFileSync(path, content, { flag: 'wx' });
        return new ProcessLock(path, content);
      } catch (error) {
        if (!hasCode(error, 'EEXIST')) throw error;
      }
      const holder = holderOf(path);
      if (holder === undefined) continue;
      if (performance.now() > giveUpAt) {
        throw new ConflictError(
          `Process ${holder} uses this SQLite database already (lock file ${path}). SQLite serves one backend process: stop that one, or ` +
            'configure PostgreSQL under backend.database to run several.',
        );
      }
      await delay(LOOK_AGAIN_MS);
    }
  }

  /** Removes the file if it is still this process's own. */
  release(): void {
    if (read(this.#path) === this.#content) rmSync(this.#path, { force: true });
  }
}

/** The process that holds the lock; undefined when none does, a stale file being removed. */
function holderOf(path: string): string | undefined {
  const holder = read(path);
  if (holder === undefined) return undefined;
  const [pid, start] = holder.split(' ');
  if (runs(Number(pid), start)) return pid;
  // Moved aside rather than deleted, so that of two processes that find it stale only one succeeds.
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  if (read(aside) === holder) {
    rmSync(aside, { force: true });
  } else {
    renameSync(aside, path);
  }
  return undefined;
}

function runs(pid: number, start: string | undefined): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasCode(error, 'EPERM')) return false;
  }
  return start === undefined || (startOf(pid) ?? start) === start;
}

/** When the process started, in the kernel's ticks, where /proc says so: tells a process from a later one with the same id. */
function startOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return isError(error) && error.code === code;
}
