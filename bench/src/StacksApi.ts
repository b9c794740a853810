import type {
  Deployment,
  Plan,
  PlanRequest,
  Stack,
} from '@enginehouse/plugin-stacks-common';

/** The stacks API of a portal, as its guest. */
export class StacksApi {
  readonly #url: string;
  readonly #token: string;

  static async asGuest(url: string): Promise<StacksApi> {
    const answer = await fetch(`${url}/api/auth/guest/refresh`, {
      method: 'POST',
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
    const { backstageIdentity } = await read<{
      backstageIdentity: { token: string };
    }>(answer);
    return new StacksApi(url, backstageIdentity.token);
  }

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  createPlan(request: PlanRequest): Promise<Plan> {
    return this.#send('POST', 'plans', request);
  }

  plan(id: string): Promise<Plan> {
    return this.#send('GET', `plans/${id}`);
  }

  apply(id: string): Promise<Deployment> {
    return this.#send('POST', `plans/${id}/apply`, {});
  }

  deployment(id: string): Promise<Deployment> {
    return this.#send('GET', `deployments/${id}`);
  }

  stack(name: string): Promise<Stack> {
    return this.#send('GET', `stacks/${name}`);
  }

  async #send<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.#url}/api/stacks/v1/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        'Content-Type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return read(answer);
  }
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.ok) return (await answer.json()) as T;
  throw new Error(
    `${answer.url} answered ${answer.status}: ${await answer.text()}`,
  );
}
