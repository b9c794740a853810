import { text } from 'node:stream/consumers';
import { endOf, startGit } from './startGit';

/** What git said when it ended with another code than 0. */
export class GitError extends Error {
  readonly code: number | null;

  constructor(command: string, code: number | null, stderr: string) {
    super(`git ${command} ended with ${code}: ${stderr.trim()}`);
    this.name = 'GitError';
    this.code = code;
  }
}

/**
 * Runs git to its end.
 *
 * @returns its output, without the last line break
 * @throws GitError when it fails
 */
export async function runGit(...args: string[]): Promise<string> {
  const git = await startGit(args);
  const ended = endOf(git);
  git.stdin.end();
  const [stdout, stderr] = await Promise.all([
    text(git.stdout),
    text(git.stderr),
  ]);
  const code = await ended;
  if (code !== 0) {
    throw new GitError(args.join(' '), code, stderr);
  }
  return stdout.replace(/\n$/, '');
}
