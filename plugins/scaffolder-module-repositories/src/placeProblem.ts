import { parseEntityRef } from '@backstage/catalog-model';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import { repositoryNameProblem } from '@enginehouse/plugin-git-host-common';
import {
  OWN_HOST,
  repositoryHosts,
  type RepositoryPlace,
} from './repositoryHosts';

const GROUP = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/;

/** What is wrong with where the repository is to be, in words; undefined when nothing is. */
export async function placeProblem(
  place: Partial<RepositoryPlace> | undefined,
  form: { name?: string; owner?: string },
  { scaffolder, fetchApi }: { scaffolder: ScaffolderApi; fetchApi: FetchApi },
): Promise<string | undefined> {
  const hosts = await repositoryHosts(scaffolder);
  const chosen = hosts.find(
    ({ type, host }) => type === place?.type && host === place.host,
  );
  if (!chosen) {
    const titles = hosts.map(({ title }) => title).join(', ');
    return `Choose where the repository goes: ${
      titles || 'no host is configured'
    }`;
  }
  if (chosen.type !== OWN_HOST) {
    return GROUP.test(place?.owner ?? '')
      ? undefined
      : `Name the organisation or group on ${chosen.host} that the repository is to belong to`;
  }
  if (!form.name || !form.owner) {
    return undefined;
  }
  const owner = parseEntityRef(form.owner, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  }).name.toLocaleLowerCase('en-US');
  return (
    repositoryNameProblem(owner, "owner's name") ??
    takenProblem(owner, form.name, fetchApi)
  );
}

async function takenProblem(
  owner: string,
  name: string,
  fetchApi: FetchApi,
): Promise<string | undefined> {
  const path = [owner, name].map(encodeURIComponent).join('/');
  const response = await fetchApi.fetch(
    `plugin://git-host/v1/repositories/${path}`,
  );
  if (response.status === 404) {
    return undefined;
  }
  if (!response.ok) {
    return `Whether the name is free cannot be told now: ${response.status} ${response.statusText}`;
  }
  const { ownerRef } = await response.json();
  return `There is a repository ${owner}/${name} already; it belongs to ${ownerRef}. Go back and choose another name`;
}
