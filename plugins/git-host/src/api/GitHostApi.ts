import { createApiRef, type FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  GitCredential,
  Repository,
  WebPath,
} from '@enginehouse/plugin-git-host-common';

type CallOptions = { signal?: AbortSignal };

/** The portal's own git host, as its pages use it. Every call throws a `ResponseError` when it is refused. */
export interface GitHostApi {
  getRepository(
    repository: { owner: string; name: string },
    options?: CallOptions,
  ): Promise<Repository>;
  readFile(file: WebPath, options?: CallOptions): Promise<string>;
  /** A password for git, in the name of whoever is signed in. */
  makeCredential(): Promise<GitCredential>;
}

export const gitHostApiRef = createApiRef<GitHostApi>().with({
  id: 'plugin.git-host.client',
  pluginId: 'git-host',
});

const segments = (...parts: string[]) =>
  parts.map(encodeURIComponent).join('/');

export class GitHostClient implements GitHostApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  async getRepository(
    { owner, name }: { owner: string; name: string },
    options: CallOptions = {},
  ): Promise<Repository> {
    const path = `v1/repositories/${segments(owner, name)}`;
    return (await this.#fetch(path, options)).json();
  }

  async readFile(
    { owner, name, ref, path }: WebPath,
    options: CallOptions = {},
  ): Promise<string> {
    const raw = segments(owner, name, 'raw', ref, ...path.split('/'));
    return (await this.#fetch(`repos/${raw}`, options)).text();
  }

  async makeCredential(): Promise<GitCredential> {
    return (await this.#fetch('v1/credentials', { method: 'POST' })).json();
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const response = await this.#fetchApi.fetch(
      `plugin://git-host/${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
