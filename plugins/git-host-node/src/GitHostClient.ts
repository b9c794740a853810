import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  Repository,
  RepositoryRequest,
  WebPath,
} from '@enginehouse/plugin-git-host-common';

const segments = (...parts: string[]) =>
  parts.map(encodeURIComponent).join('/');

/** The git host as other backends use it: each call carries the credentials of whoever it is made for. @public */
export class GitHostClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): GitHostClient {
    return new GitHostClient(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  /** @throws InputError for a bad name, NotAllowedError for somebody else's owner, ConflictError for a name that is taken. */
  async createRepository(
    request: RepositoryRequest,
    credentials: BackstageCredentials,
  ): Promise<Repository> {
    const response = await this.#fetch('/v1/repositories', credentials, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    return response.json();
  }

  /** @returns undefined when there is no such repository. */
  async findRepository(
    repository: { owner: string; name: string },
    credentials: BackstageCredentials,
  ): Promise<Repository | undefined> {
    const { owner, name } = repository;
    const path = `/v1/repositories/${segments(owner, name)}`;
    try {
      return await (await this.#fetch(path, credentials)).json();
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Reads one file.
   *
   * @returns the response, with its `etag`; status 304 when the file still has `etag`
   * @throws NotFoundError when there is no such repository, ref or file
   */
  async readFile(
    { owner, name, ref, path }: WebPath,
    credentials: BackstageCredentials,
    options: { etag?: string; signal?: AbortSignal } = {},
  ): Promise<Response> {
    return this.#fetch(
      `/repos/${segments(owner, name, 'raw', ref, ...path.split('/'))}`,
      credentials,
      {
        headers: options.etag ? { 'if-none-match': options.etag } : {},
        signal: options.signal,
      },
    );
  }

  /**
   * Reads all files as a tar archive.
   *
   * @returns the response, with the commit as its `etag`; status 304 when the ref still stands at `etag`
   * @throws NotFoundError when there is no such repository or ref
   */
  async readArchive(
    { owner, name, ref }: Omit<WebPath, 'path'>,
    credentials: BackstageCredentials,
    options: { etag?: string; signal?: AbortSignal } = {},
  ): Promise<Response> {
    return this.#fetch(
      `/repos/${segments(owner, name, 'archive', ref)}`,
      credentials,
      {
        headers: options.etag ? { 'if-none-match': options.etag } : {},
        signal: options.signal,
      },
    );
  }

  /** Address and credential to push with, from inside the portal. */
  async pushAccess(
    { owner, name }: { owner: string; name: string },
    credentials: BackstageCredentials,
  ): Promise<{ url: string; username: string; password: string }> {
    const baseUrl = await this.#discovery.getBaseUrl('git-host');
    return {
      url: `${baseUrl}/repos/${segments(owner, name)}.git`,
      username: 'portal',
      password: await this.#token(credentials),
    };
  }

  async #fetch(
    path: string,
    credentials: BackstageCredentials,
    init: RequestInit = {},
  ): Promise<Response> {
    const baseUrl = await this.#discovery.getBaseUrl('git-host');
    const token = await this.#token(credentials);
    const response = await fetch(`${baseUrl}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
    });
    if (!response.ok && response.status !== 304) {
      // The cause is the error as the git host gave it; the wrapping only says "Request failed".
      throw (await ResponseError.fromResponse(response)).cause;
    }
    return response;
  }

  async #token(onBehalfOf: BackstageCredentials): Promise<string> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf,
      targetPluginId: 'git-host',
    });
    return token;
  }
}
