import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';

/** A place new repositories can go. */
export interface RepositoryHost {
  type: 'github' | 'gitlab' | 'gitea' | 'git-host';
  /** Host name, with the port where there is one. */
  host: string;
  title: string;
}

/**
 * The hosts the portal can publish to: those of `integrations` that have credentials, and the portal's own when it is enabled. Backstage knows
 * github.com and gitlab.com without any configuration, but cannot push there.
 */
export function repositoryHosts(config: RootConfigService): RepositoryHost[] {
  const integrations = ScmIntegrations.fromConfig(config);
  const of = (
    type: RepositoryHost['type'],
    name: string,
    usable: { config: { host: string } }[],
  ) =>
    usable.map(({ config: { host } }) => ({
      type,
      host,
      title: `${name} (${host})`,
    }));
  const hosts = [
    ...of(
      'github',
      'GitHub',
      integrations.github
        .list()
        .filter(one => one.config.token || one.config.apps?.length),
    ),
    ...of(
      'gitlab',
      'GitLab',
      integrations.gitlab.list().filter(one => one.config.token),
    ),
    ...of(
      'gitea',
      'Gitea',
      integrations.gitea.list().filter(one => one.config.password),
    ),
  ];
  if (config.getOptionalBoolean('gitHost.enabled')) {
    const { host } = new URL(config.getString('app.baseUrl'));
    hosts.push({
      type: 'git-host',
      host,
      title: `This portal (${host}), for development`,
    });
  }
  return hosts;
}
