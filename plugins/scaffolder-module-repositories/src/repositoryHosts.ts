import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';

/** A place new repositories can go, as the backend offers it. */
export interface HostChoice {
  type: string;
  host: string;
  title: string;
}

/** Where the repository will be: the value of the field. */
export interface RepositoryPlace {
  /** `github`, `gitlab`, `gitea` or `git-host`. */
  type: string;
  /** Host name, with the port where there is one. */
  host: string;
  /** Organisation or group on that host; absent on the portal's own, where the owner of the service gives it. */
  owner?: string;
}

/** The portal's own host files repositories by who owns them. */
export const OWN_HOST = 'git-host';

/** @throws ResponseError when the scaffolder does not answer */
export async function repositoryHosts(
  scaffolder: ScaffolderApi,
): Promise<HostChoice[]> {
  const answer = await scaffolder.autocomplete?.({
    provider: 'repositories',
    resource: 'hosts',
    // The scaffolder asks for a token of the host; the list is the portal's own.
    token: 'none',
    context: {},
  });
  return (answer?.results ?? []).map(({ id, title = id }) => ({
    type: id.slice(0, id.indexOf(':')),
    host: id.slice(id.indexOf(':') + 1),
    title,
  }));
}
