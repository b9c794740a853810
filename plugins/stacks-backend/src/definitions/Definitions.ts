import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import type {
  Definition,
  DefinitionSummary,
} from '@enginehouse/plugin-stacks-common';
import {
  loadDefinition,
  manifestJsonSchema,
  toJsonSchema,
  type LoadedDefinition,
} from '@enginehouse/stack-kit';

/** The definitions whose packages are named in `stacks.definitions`. */
export class Definitions {
  readonly #byId: ReadonlyMap<string, LoadedDefinition>;

  /**
   * Loads the packages; of each only the entry that needs no aws-cdk-lib.
   *
   * @param options - `from`: the folder whose dependencies the packages are looked for in, the working folder by default
   * @throws Error naming the package that is not installed, offers no definition, or has the same id as another.
   */
  static fromConfig(config: Config, options?: { from?: string }): Definitions {
    const packages = config.getOptionalStringArray('stacks.definitions') ?? [];
    const byId = new Map<string, LoadedDefinition>();
    for (const name of packages) {
      const loaded = loadDefinition(name, options?.from);
      const { id } = loaded.definition;
      if (byId.has(id)) {
        throw new Error(
          `stacks.definitions names ${name}, whose definition ${id} another package has already; take one of them out`,
        );
      }
      byId.set(id, loaded);
    }
    return new Definitions(byId);
  }

  constructor(byId: ReadonlyMap<string, LoadedDefinition>) {
    this.#byId = byId;
  }

  ids(): string[] {
    return [...this.#byId.keys()];
  }

  find(id: string): LoadedDefinition | undefined {
    return this.#byId.get(id);
  }

  summaries(): DefinitionSummary[] {
    return [...this.#byId.values()].map(({ definition }) => ({
      id: definition.id,
      shortName: definition.shortName,
      title: definition.title,
      description: definition.description,
    }));
  }

  /** JSON Schema of `service.yml` with the configuration of each definition. */
  manifestSchema(): Record<string, unknown> {
    const all = [...this.#byId.values()].map(({ definition }) => definition);
    return { ...manifestJsonSchema(all) };
  }

  /** One definition with the JSON Schema of its configuration. @throws NotFoundError naming the definitions there are. */
  describe(id: string): Definition {
    const loaded = this.#byId.get(id);
    if (!loaded) {
      throw new NotFoundError(
        `There is no definition ${id}; installed are: ${
          this.ids().join(', ') || 'none'
        }`,
      );
    }
    const { definition, version } = loaded;
    return {
      id: definition.id,
      shortName: definition.shortName,
      title: definition.title,
      description: definition.description,
      version,
      schema: { ...toJsonSchema(definition) },
      defaults: definition.defaults,
      capabilities: Object.fromEntries(
        Object.entries(definition.capabilities).map(
          ([name, { description, values }]) => [
            name,
            { description, values: Object.keys(values) },
          ],
        ),
      ),
      bindsTo: [...definition.bindsTo],
    };
  }
}
