import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { ServiceUnavailableError } from '@backstage/errors';
import { gitEnvironment } from './gitEnvironment';

const TIMEOUT_MS = 10 * 60_000;

/**
 * Starts git, never through a shell; it is ended after ten minutes.
 *
 * @throws ServiceUnavailableError when there is no git
 */
export async function startGit(
  args: string[],
  env: NodeJS.ProcessEnv = gitEnvironment(),
): Promise<ChildProcessWithoutNullStreams> {
  const git = spawn('git', args, { env, timeout: TIMEOUT_MS });
  try {
    await once(git, 'spawn');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new ServiceUnavailableError(
        "The portal's git host needs git, and finds none on its PATH: install git (2.31 or later) where the portal runs",
      );
    }
    throw error;
  }
  // After the start only a signal that did not arrive is an error: how git ends tells enough.
  git.on('error', () => undefined);
  return git;
}

/** Resolves with git's exit code when it has ended and its output is read; null when a signal ended it. */
export function endOf(
  git: ChildProcessWithoutNullStreams,
): Promise<number | null> {
  return new Promise(resolve => git.once('close', resolve));
}
