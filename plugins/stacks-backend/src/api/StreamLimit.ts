import { ServiceUnavailableError } from '@backstage/errors';

/** More than anybody has pages open. Each stream looks at the database every second. */
const MOST_PER_CALLER = 20;

/** How many streams one caller has open in this process, so that nobody can have all its time. */
export class StreamLimit {
  readonly #open = new Map<string, number>();

  /**
   * Streams to a caller until `work` is over.
   *
   * @param caller - entity ref or subject
   * @throws ServiceUnavailableError when the caller has too many open already; pages then ask from time to time
   */
  async within(caller: string, work: () => Promise<void>): Promise<void> {
    const open = this.#open.get(caller) ?? 0;
    if (open >= MOST_PER_CALLER) {
      throw new ServiceUnavailableError(
        `${caller} follows ${open} deployments already: close some of them`,
      );
    }
    this.#open.set(caller, open + 1);
    try {
      await work();
    } finally {
      this.#left(caller);
    }
  }

  #left(caller: string): void {
    const open = (this.#open.get(caller) ?? 0) - 1;
    if (open > 0) this.#open.set(caller, open);
    else this.#open.delete(caller);
  }
}
