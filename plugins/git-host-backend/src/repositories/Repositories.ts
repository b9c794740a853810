import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  GIT_HOST_PATH,
  repositoryNameProblem,
  type Repository,
  type RepositoryRequest,
} from '@enginehouse/plugin-git-host-common';
import type { RepositoryRecord, RepositoryStore } from './RepositoryStore';

/** Who makes a repository; a service acts for nobody in particular and has no claims. */
export interface Maker {
  ref: string;
  /** Entity refs the maker may own things as; undefined for a service, which may make them for anybody. */
  claims?: string[];
}

/** Makes repositories and says where they are. */
export class Repositories {
  readonly #store: RepositoryStore;
  readonly #apiUrl: string;
  readonly #appUrl: string;

  constructor(options: {
    store: RepositoryStore;
    /** Address of this plugin as clients outside the portal reach it. */
    apiUrl: string;
    /** Address of the portal's pages. */
    appUrl: string;
  }) {
    this.#store = options.store;
    this.#apiUrl = options.apiUrl;
    this.#appUrl = options.appUrl;
  }

  /**
   * Makes an empty repository, addressed below the name of its owner.
   *
   * @throws InputError, NotAllowedError for an owner the maker does not belong to, ConflictError naming the owner when the name is taken
   */
  async create(request: RepositoryRequest, maker: Maker): Promise<Repository> {
    const { name, description } = request;
    const { ownerRef, owner } = ownerOf(request.owner);
    const problem =
      repositoryNameProblem(name) ??
      repositoryNameProblem(owner, "owner's name");
    if (problem) {
      throw new InputError(problem);
    }
    if (maker.claims && !maker.claims.includes(ownerRef)) {
      throw new NotAllowedError(
        `owner: '${ownerRef}' is not among those you belong to; accepted: ${maker.claims.join(
          ', ',
        )}`,
      );
    }
    const record: RepositoryRecord = {
      ...{ owner, name, ownerRef },
      ...(description ? { description } : {}),
      createdAt: new Date().toISOString(),
      createdBy: maker.ref,
      defaultBranch: 'main',
    };
    await this.#store.create(record);
    return this.describe(record);
  }

  /** The repository with its addresses, as they are since the portal was started. */
  describe(record: RepositoryRecord): Repository {
    const path = `${record.owner}/${record.name}`;
    return {
      ...record,
      cloneUrl: `${this.#apiUrl}/repos/${path}.git`,
      webUrl: `${this.#appUrl}${GIT_HOST_PATH}/${path}`,
    };
  }
}

function ownerOf(ref: string): { ownerRef: string; owner: string } {
  try {
    const entity = parseEntityRef(ref.toLocaleLowerCase('en-US'), {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    return { ownerRef: stringifyEntityRef(entity), owner: entity.name };
  } catch {
    throw new InputError(
      `owner: '${ref}' is not an entity ref; accepted: kind:namespace/name, for example group:default/guests`,
    );
  }
}
