import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ConflictError } from '@backstage/errors';
import {
  repositoryNameProblem,
  type Repository,
} from '@enginehouse/plugin-git-host-common';
import { runGit } from '../git/runGit';

/** What is recorded of a repository, beside what git keeps. */
export type RepositoryRecord = Omit<Repository, 'cloneUrl' | 'webUrl'>;

const RECORD = 'enginehouse.json';
const UNFINISHED = '.unfinished';
const TAKEN = new Set(['EEXIST', 'ENOTEMPTY']);

/**
 * Bare repositories in a folder: `<owner>/<name>.git`, each with its record beside git's files. There is no other state: what is in the folder
 * is what there is, over restarts and after a restored backup.
 */
export class RepositoryStore {
  readonly #directory: string;

  /** @param directory - absolute; made when missing. What a crash left unfinished is removed. */
  static async open(directory: string): Promise<RepositoryStore> {
    const unfinished = path.join(directory, UNFINISHED);
    await fs.rm(unfinished, { recursive: true, force: true });
    await fs.mkdir(unfinished, { recursive: true });
    return new RepositoryStore(directory);
  }

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /** The folder all repositories live in. */
  get directory(): string {
    return this.#directory;
  }

  /** The folder of a repository that was found or made here. */
  folderOf({ owner, name }: { owner: string; name: string }): string {
    return path.join(this.#directory, owner, `${name}.git`);
  }

  /**
   * Makes an empty repository: all of it or nothing, also when two ask at once.
   *
   * @throws ConflictError naming the owner when the name is taken
   */
  async create(record: RepositoryRecord): Promise<void> {
    const draft = path.join(this.#directory, UNFINISHED, randomUUID());
    try {
      await runGit(
        ...['init', '--quiet', '--bare', '--template='],
        ...[`--initial-branch=${record.defaultBranch}`, draft],
      );
      await fs.writeFile(
        path.join(draft, RECORD),
        `${JSON.stringify(record, null, 2)}\n`,
      );
      const folder = this.folderOf(record);
      await fs.mkdir(path.dirname(folder), { recursive: true });
      await fs.rename(draft, folder);
    } catch (error) {
      if (TAKEN.has((error as NodeJS.ErrnoException).code ?? '')) {
        throw await this.#taken(record);
      }
      throw error;
    } finally {
      await fs.rm(draft, { recursive: true, force: true });
    }
  }

  /** @returns undefined when there is no such repository, whatever the owner and name are. */
  async find(
    owner: string,
    name: string,
  ): Promise<RepositoryRecord | undefined> {
    if (repositoryNameProblem(owner) || repositoryNameProblem(name)) {
      return undefined;
    }
    try {
      const file = path.join(this.folderOf({ owner, name }), RECORD);
      return JSON.parse(await fs.readFile(file, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  async #taken({ owner, name }: RepositoryRecord): Promise<ConflictError> {
    const there = await this.find(owner, name);
    return new ConflictError(
      `The name ${owner}/${name} is taken by a repository of ${
        there?.ownerRef ?? 'somebody else'
      }; choose another name`,
    );
  }
}
