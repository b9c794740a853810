import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import {
  ReadUrlResponseFactory,
  type ReadTreeResponseFactory,
} from '@backstage/backend-defaults/urlReader';
import type {
  AuthService,
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceReadUrlResponse,
  UrlReaderServiceSearchOptions,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import { InputError, NotModifiedError } from '@backstage/errors';
import {
  parseWebPath,
  type WebPath,
} from '@enginehouse/plugin-git-host-common';
import type { GitHostClient } from './GitHostClient';

/**
 * Reads files of the portal's own git host, by the address of their page, as the plugin it reads for: that is how `catalog:register` and
 * everything else that takes a URL works with its repositories.
 */
export class GitHostUrlReader implements UrlReaderService {
  readonly #client: GitHostClient;
  readonly #auth: AuthService;
  readonly #trees: ReadTreeResponseFactory;

  constructor(options: {
    client: GitHostClient;
    auth: AuthService;
    treeResponseFactory: ReadTreeResponseFactory;
  }) {
    this.#client = options.client;
    this.#auth = options.auth;
    this.#trees = options.treeResponseFactory;
  }

  async readUrl(
    url: string,
    { etag, signal }: UrlReaderServiceReadUrlOptions = {},
  ): Promise<UrlReaderServiceReadUrlResponse> {
    const response = await this.#client.readFile(
      fileOf(url),
      await this.#auth.getOwnServiceCredentials(),
      { etag, signal },
    );
    return ReadUrlResponseFactory.fromReadable(bodyOf(response), {
      etag: etagOf(response),
    });
  }

  async readTree(
    url: string,
    { etag, filter, signal }: UrlReaderServiceReadTreeOptions = {},
  ): Promise<UrlReaderServiceReadTreeResponse> {
    const file = fileOf(url);
    const response = await this.#client.readArchive(
      file,
      await this.#auth.getOwnServiceCredentials(),
      { etag, signal },
    );
    return this.#trees.fromTarArchive({
      stream: bodyOf(response),
      etag: etagOf(response),
      subpath: file.path,
      filter,
      stripFirstDirectory: false,
    });
  }

  /** Finds the one file of that address: patterns are not supported. */
  async search(
    url: string,
    options: UrlReaderServiceSearchOptions = {},
  ): Promise<UrlReaderServiceSearchResponse> {
    if (/[*?]/.test(url)) {
      throw new InputError(
        `'${url}' is a pattern; the portal's git host reads the address of one file`,
      );
    }
    try {
      const file = await this.readUrl(url, options);
      return {
        files: [{ url, content: file.buffer }],
        etag: file.etag ?? '',
      };
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') {
        return { files: [], etag: '' };
      }
      throw error;
    }
  }

  toString(): string {
    return 'git-host{}';
  }
}

function fileOf(url: string): WebPath {
  const file = parseWebPath(new URL(url).pathname);
  if (!file) {
    throw new InputError(
      `'${url}' is no file of the portal's git host; accepted: …/git-host/<owner>/<name>/blob/<ref>/<path>`,
    );
  }
  return file;
}

function bodyOf(response: Response): Readable {
  if (response.status === 304) {
    throw new NotModifiedError();
  }
  return Readable.fromWeb(response.body as ReadableStream);
}

function etagOf(response: Response): string {
  return response.headers.get('etag') ?? '';
}
