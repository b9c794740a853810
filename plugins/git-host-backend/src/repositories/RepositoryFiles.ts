import type { Readable } from 'node:stream';
import { NotFoundError } from '@backstage/errors';
import { runGit, GitError } from '../git/runGit';
import { startGit } from '../git/startGit';
import type { RepositoryRecord, RepositoryStore } from './RepositoryStore';

/** A branch, tag or commit: nothing git would read as an option or as an expression. */
const REF = /^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/;

/** Something git stores, by its hash: the same hash is always the same content. */
export interface GitObject {
  hash: string;
  open(): Promise<Readable>;
}

/** Reads what is in a repository without a clone. */
export class RepositoryFiles {
  readonly #store: RepositoryStore;

  constructor(store: RepositoryStore) {
    this.#store = store;
  }

  /** @throws NotFoundError when there is no such file at this ref */
  async file(
    repository: RepositoryRecord,
    ref: string,
    path: string,
  ): Promise<GitObject> {
    const where = `${path} at ${ref} of ${repository.owner}/${repository.name}`;
    const hash = await this.#find(repository, ref, `:${path}`, 'blob', where);
    return {
      hash,
      open: () => this.#output(repository, 'cat-file', 'blob', hash),
    };
  }

  /**
   * All files as a tar archive; its hash is the commit's.
   *
   * @throws NotFoundError when there is no such ref
   */
  async archive(repository: RepositoryRecord, ref: string): Promise<GitObject> {
    const where = `${ref} of ${repository.owner}/${repository.name}`;
    // A tag with a message is an object of its own; what it tags is meant.
    const hash = await this.#find(
      repository,
      ref,
      '^{commit}',
      'commit',
      where,
    );
    return {
      hash,
      open: () => this.#output(repository, 'archive', '--format=tar', hash),
    };
  }

  async #find(
    repository: RepositoryRecord,
    ref: string,
    suffix: string,
    type: string,
    where: string,
  ): Promise<string> {
    const missing = new NotFoundError(`There is no ${where}`);
    if (!REF.test(ref) || suffix.includes('\0')) {
      throw missing;
    }
    const git = ['-C', this.#store.folderOf(repository)];
    try {
      const hash = await runGit(
        ...[...git, 'rev-parse', '--verify', '--quiet', `${ref}${suffix}`],
      );
      const found = await runGit(...git, 'cat-file', '-t', hash);
      if (found === type) {
        return hash;
      }
    } catch (error) {
      if (!(error instanceof GitError)) {
        throw error;
      }
    }
    throw missing;
  }

  async #output(
    repository: RepositoryRecord,
    ...args: string[]
  ): Promise<Readable> {
    const git = await startGit([
      '-C',
      this.#store.folderOf(repository),
      ...args,
    ]);
    git.stdin.end();
    git.stderr.resume();
    git.stdout.once('close', () => git.kill());
    return git.stdout;
  }
}
