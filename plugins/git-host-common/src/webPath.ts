/** Where in the portal the host's pages live. @public */
export const GIT_HOST_PATH = '/git-host';

/** A file or folder of a repository at a ref. @public */
export interface WebPath {
  owner: string;
  name: string;
  ref: string;
  /** Below the repository's root, without a leading slash; empty for the root. */
  path: string;
}

/**
 * Reads the path of a file's page, `/git-host/<owner>/<name>/blob/<ref>/<path>`, or of a folder's (`tree`); undefined for any other. The
 * address of a page is also the address tools read the file by, as with other git hosts.
 * @public
 */
export function parseWebPath(pathname: string): WebPath | undefined {
  const [, owner, name, ref, path = ''] =
    /^\/git-host\/([^/]+)\/([^/]+)\/(?:blob|tree)\/([^/]+)(?:\/(.*))?$/.exec(
      pathname,
    ) ?? [];
  if (!owner) {
    return undefined;
  }
  try {
    const file = {
      owner: decodeURIComponent(owner),
      name: decodeURIComponent(name),
      ref: decodeURIComponent(ref),
      path: decodeURIComponent(path.replace(/\/$/, '')),
    };
    return Object.values(file).some(leadsElsewhere) ? undefined : file;
  } catch {
    return undefined;
  }
}

/** An address made of it would be another one: `..` is resolved before anything is asked. */
function leadsElsewhere(path: string): boolean {
  return path.split(/[\\/]/).some(part => part === '.' || part === '..');
}
