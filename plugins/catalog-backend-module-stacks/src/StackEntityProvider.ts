import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import type { StacksService } from '@enginehouse/plugin-stacks-node';
import { serviceEntity, stackEntity } from './stackEntity';

const NAME = 'enginehouse-stacks';
const LOCATION = `stacks:${NAME}`;

/** A stack has an entity from the moment an apply is recorded until its destroy is confirmed. */
const hasEntity = ({ state }: Stack) =>
  state !== 'planned' && state !== 'destroyed';

/** Emits the entities of all stacks. */
export class StackEntityProvider implements EntityProvider {
  readonly #stacks: StacksService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(options: {
    stacks: StacksService;
    auth: AuthService;
    logger: LoggerService;
  }) {
    this.#stacks = options.stacks;
    this.#auth = options.auth;
    this.#logger = options.logger;
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
        stackEntity(stack, definitions.get(stack.definition), LOCATION),
      ),
      ...[...services.values()].map(stack => serviceEntity(stack, LOCATION)),
    ].map(entity => ({ locationKey: LOCATION, entity }));
    await connection.applyMutation({ type: 'full', entities });
  }
}
