import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import request from 'supertest';
import { scaffolderModuleRepositories } from './module';

/** What the form is offered with this configuration. The action is tested with its template, in packages/backend. */
async function offered(config: object) {
  const backend = await startTestBackend({
    features: [
      scaffolder,
      scaffolderModuleRepositories,
      mockServices.rootConfig.factory({ data: { ...config } }),
    ],
  });
  const ask = (resource: string) =>
    request(backend.server)
      .post(`/api/scaffolder/v2/autocomplete/repositories/${resource}`)
      .send({ token: 'none', context: {} });
  const answers = { hosts: await ask('hosts'), other: await ask('other') };
  await backend.stop();
  return answers;
}

describe('the hosts a repository can go to', () => {
  it('are those with credentials, and the own one when it is enabled', async () => {
    const { hosts, other } = await offered({
      app: { baseUrl: 'http://localhost:6200' },
      gitHost: { enabled: true },
      integrations: {
        github: [
          { host: 'github.com', token: 'a' },
          {
            host: 'ghe.example.com',
            apiBaseUrl: 'https://ghe.example.com/api/v3',
          },
        ],
        gitlab: [
          {
            host: 'gitlab.example.com',
            apiBaseUrl: 'https://gitlab.example.com/api/v4',
            token: 'b',
          },
        ],
        gitea: [
          { host: 'gitea.example.com', username: 'c', password: 'd' },
          { host: 'readonly.example.com' },
        ],
      },
    });
    expect(hosts.body.results).toEqual([
      { id: 'github:github.com', title: 'GitHub (github.com)' },
      { id: 'gitlab:gitlab.example.com', title: 'GitLab (gitlab.example.com)' },
      { id: 'gitea:gitea.example.com', title: 'Gitea (gitea.example.com)' },
      {
        id: 'git-host:localhost:6200',
        title: 'This portal (localhost:6200), for development',
      },
    ]);
    expect(other.status).toBe(400);
    expect(other.body.error.message).toMatch(
      /offers no 'other'; accepted: hosts/,
    );
  });

  it('are none without any configuration, though Backstage knows github.com', async () => {
    const { hosts } = await offered({});
    expect(hosts.body.results).toEqual([]);
  });
});
