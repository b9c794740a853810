import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import type { StacksService } from '@enginehouse/plugin-stacks-node';
import { serviceEntity, stackEntity, type EntityOptions } from './stackEntity';

const NAME = 'enginehouse-stacks';
const LOCATION = `stacks:${NAME}`;
const DOCS = 'catalog.providers.stacks.docs';

interface Options {
  stacks: StacksService;
  auth: AuthService;
  logger: LoggerService;
}

/** A stack has an entity from the moment an apply is recorded until its destroy is confirmed. */
const hasEntity = ({ state }: Stack) =>
  state !== 'planned' && state !== 'destroyed';

/** Emits the entities of all stacks. */
export class StackEntityProvider implements EntityProvider {
  readonly #stacks: StacksService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #entityOptions: EntityOptions;
  #connection: EntityProviderConnection | undefined;
  #running: Promise<void> | undefined;
  #again = false;

  /** @throws InputError when `catalog.providers.stacks.docs` names no entity. */
  static fromConfig(config: Config, options: Options): StackEntityProvider {
    const docs = config.getOptionalString(DOCS);
    return new StackEntityProvider(options, {
      location: LOCATION,
      ...(docs !== undefined && { docs: entityRefAt(DOCS, docs) }),
    });
  }

  private constructor(options: Options, entityOptions: EntityOptions) {
    this.#stacks = options.stacks;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#entityOptions = entityOptions;
  }

  getProviderName(): string {
    return NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /**
   * Reads all stacks and emits their entities. Calls while one runs are merged into one that runs after it, so that a burst of changes costs two
   * reads. A failed read is logged and leaves the entities as they are.
   */
  async refresh(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#refreshUntilQuiet().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #refreshUntilQuiet(): Promise<void> {
    do {
      this.#again = false;
      try {
        await this.#emit();
      } catch (error) {
        this.#logger.warn(`Cannot read the stacks for the catalog: ${error}`);
      }
    } while (this.#again);
  }

  async #emit(): Promise<void> {
    const connection = this.#connection;
    if (!connection) {
      return;
    }
    const credentials = await this.#auth.getOwnServiceCredentials();
    const definitions = new Map(
      (await this.#stacks.listDefinitions({ credentials })).map(definition => [
        definition.id,
        definition,
      ]),
    );
    const stacks = [];
    for await (const stack of this.#stacks.list({}, { credentials })) {
      if (hasEntity(stack)) {
        stacks.push(stack);
      }
    }
    const services = new Map(stacks.map(stack => [stack.service, stack]));
    const entities = [
      ...stacks.map(stack =>
        stackEntity(
          stack,
          definitions.get(stack.definition),
          this.#entityOptions,
        ),
      ),
      ...[...services.values()].map(stack => serviceEntity(stack, LOCATION)),
    ].map(entity => ({ locationKey: LOCATION, entity }));
    await connection.applyMutation({ type: 'full', entities });
  }
}

function entityRefAt(path: string, value: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(value));
  } catch {
    throw new InputError(
      `${path}: ${value} is not an entity ref, such as component:default/handbook.`,
    );
  }
}
