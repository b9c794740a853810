import {
  getEntitySourceLocation,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type { DocsBuildStrategy } from '@backstage/plugin-techdocs-node';

const REFERENCE = 'backstage.io/techdocs-ref';

/**
 * With `techdocs.builder: local`, documentation that lies in a repository is built when it is read. What lies on the portal's own machine comes
 * ready-made: TechDocs keeps no version of it, so it would build it at every visit and rewrite `mkdocs.yml` where it stands.
 */
export class RepositoriesOnly implements DocsBuildStrategy {
  static fromConfig(config: Config): RepositoriesOnly {
    return new RepositoriesOnly(
      config.getOptionalString('techdocs.builder') === 'local',
    );
  }

  private constructor(private readonly builds: boolean) {}

  async shouldBuild({ entity }: { entity: Entity }): Promise<boolean> {
    return this.builds && isInRepository(entity);
  }
}

/** `dir:` is relative to where the entity comes from. */
function isInRepository(entity: Entity): boolean {
  const reference = entity.metadata.annotations?.[REFERENCE];
  if (!reference) {
    return false;
  }
  const { type } = parseLocationRef(reference);
  return (
    (type === 'dir' ? getEntitySourceLocation(entity).type : type) === 'url'
  );
}
