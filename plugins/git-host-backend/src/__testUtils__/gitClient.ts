import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How a git command ended. */
export interface GitOutcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs git as somebody's machine would: no configuration but this, no prompt. */
export async function gitClient(...args: string[]): Promise<GitOutcome> {
  const env = {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  try {
    return { code: 0, ...(await run('git', args, { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as GitOutcome;
    return { code, stdout, stderr };
  }
}
