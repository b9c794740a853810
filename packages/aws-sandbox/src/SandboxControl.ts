import type {
  ApiFault,
  Call,
  CallFilter,
  Hold,
  Holdable,
  ResourceFault,
  SandboxStatus,
  TargetHealthOverride,
  WorkloadView,
} from './contract';

/** The local AWS refused a control request; the message is its own. */
export class SandboxControlError extends Error {
  override readonly name = 'SandboxControlError';
  readonly status: number;

  constructor(request: string, status: number, answer: string) {
    super(`${request} answered ${status}: ${answer}`);
    this.status = status;
  }
}

/** The control endpoints of a local AWS: what it offers that AWS does not. */
export class SandboxControl {
  readonly #endpoint: string;

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  status(): Promise<SandboxStatus> {
    return this.#send('GET', 'status');
  }

  /** The calls so far, oldest first; the newest 20,000 are kept. */
  calls(filter: CallFilter = {}): Promise<Call[]> {
    return this.#send('GET', `calls?${new URLSearchParams(filter)}`);
  }

  async clearCalls(): Promise<void> {
    await this.#send('DELETE', 'calls');
  }

  /** Makes matching API calls or resources fail until `clearFaults`, or `count` hits. */
  async addFault(fault: ApiFault | ResourceFault): Promise<void> {
    await this.#send('POST', 'faults', fault);
  }

  /** The rules that still stand: one with a `count` is gone once it has struck so often. */
  faults(): Promise<(ApiFault | ResourceFault)[]> {
    return this.#send('GET', 'faults');
  }

  /** Ends what is held, too. */
  async clearFaults(): Promise<void> {
    await this.#send('DELETE', 'faults');
  }

  /** Lets the next call of an action, or the next creation of a resource, wait until it is released. */
  async holdNext(what: Holdable): Promise<Hold> {
    const rule = { ...what, hold: true };
    await this.#send('POST', 'faults', { ...rule, count: 1 });
    return {
      reached: async () =>
        (await this.faults()).some(one =>
          Object.entries({ ...rule, count: 0 }).every(
            ([field, value]) => Reflect.get(one, field) === value,
          ),
        ),
      release: async () => {
        await this.#send('DELETE', 'faults', rule);
      },
    };
  }

  /**
   * Lets time stand still while `work` is done: alarms, tasks, targets and workloads wait, and calls are answered as before. Each `tick`
   * is one beat of the clock, and resolves when all that it moves has moved.
   */
  async whileStill<T>(
    work: (tick: () => Promise<void>) => Promise<T>,
  ): Promise<T> {
    await this.#send('POST', 'clock', { running: false });
    try {
      return await work(async () => {
        await this.#send('POST', 'clock/tick');
      });
    } finally {
      await this.#send('POST', 'clock', { running: true });
    }
  }

  async setTargetHealth(override: TargetHealthOverride): Promise<void> {
    await this.#send('POST', 'targets', override);
  }

  /** The stacks whose workload is simulated. */
  workloads(): Promise<WorkloadView[]> {
    return this.#send('GET', 'workloads');
  }

  /** Lets engines stop answering: the named instance of the pool, or all of them. */
  async breakEngines(stack: string, instance?: string): Promise<void> {
    await this.#pool('unhealthy', { stack, instance });
  }

  /** Ends what `breakEngines` began. */
  async repairEngines(stack: string, instance?: string): Promise<void> {
    await this.#pool('repair', { stack, instance });
  }

  /** Lets a pool's engines log errors for a while: `rate` lines a second per engine. */
  async burstErrors(
    stack: string,
    burst: { seconds: number; rate: number },
  ): Promise<void> {
    await this.#pool('errors', { stack, ...burst });
  }

  async #pool(action: string, body: unknown): Promise<void> {
    await this.#send('POST', `workloads/dagger-engine-pool/${action}`, body);
  }

  async #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#endpoint}/sandbox/${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) {
      throw new SandboxControlError(
        `${method} /sandbox/${path}`,
        response.status,
        await response.text(),
      );
    }
    return (await response.json()) as T;
  }
}
