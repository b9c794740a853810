import { ConfigReader } from '@backstage/config';
import { RepositoriesOnly } from './RepositoriesOnly';

const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', annotations },
});
const inRepository = entity({
  'backstage.io/techdocs-ref': 'dir:.',
  'backstage.io/source-location': 'url:https://git.example.com/a/orders/',
});

const builds = (config: object, of: ReturnType<typeof entity>) =>
  RepositoriesOnly.fromConfig(
    new ConfigReader({ techdocs: config }),
  ).shouldBuild({ entity: of });

describe('RepositoriesOnly', () => {
  it('builds what lies in a repository', async () => {
    await expect(builds({ builder: 'local' }, inRepository)).resolves.toBe(
      true,
    );
    const elsewhere = entity({
      'backstage.io/techdocs-ref': 'url:https://git.example.com/a/docs/',
      'backstage.io/source-location': 'file:/srv/portal/catalog-info.yaml',
    });
    await expect(builds({ builder: 'local' }, elsewhere)).resolves.toBe(true);
  });

  it('leaves alone what lies on the machine of the portal', async () => {
    const here = entity({
      'backstage.io/techdocs-ref': 'dir:.',
      'backstage.io/source-location': 'file:/srv/portal/catalog-info.yaml',
    });
    await expect(builds({ builder: 'local' }, here)).resolves.toBe(false);
  });

  it('builds nothing where the sites come from elsewhere, or nothing is said', async () => {
    await expect(builds({ builder: 'external' }, inRepository)).resolves.toBe(
      false,
    );
    await expect(builds({}, inRepository)).resolves.toBe(false);
  });
});
