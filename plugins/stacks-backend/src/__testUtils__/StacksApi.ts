import { setTimeout as delay } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Deployment,
  DeploymentEvent,
  HealthStatus,
  Plan,
  PlanRequest,
  Stack,
} from '@enginehouse/plugin-stacks-common';

/** How the operations plugin signs in. */
const OPERATIONS = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:operations'),
  targetPluginId: 'stacks',
});

const GIVE_UP_AFTER_MS = 60_000;

/** The plugin's API as a signed-in user calls it, with waits for conditions. */
export class StacksApi {
  readonly #url: string;

  constructor(port: number) {
    this.#url = `http://localhost:${port}/api/stacks/v1`;
  }

  async call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T }> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
    };
  }

  async get<T>(path: string): Promise<T> {
    const { status, body } = await this.call<T>('GET', path);
    if (status !== 200) {
      throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    }
    return body;
  }

  /** Plans and waits until the plan is made, whatever became of it. */
  async plan(request: Partial<PlanRequest>): Promise<Plan> {
    const { status, body } = await this.call<Plan>('POST', '/plans', {
      definition: 'things',
      service: 'shop',
      owner: 'group:default/platform',
      environment: 'sandbox',
      action: 'apply',
      ...request,
    });
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    return this.until(
      () => this.get<Plan>(`/plans/${body.id}`),
      plan => plan.state !== 'planning',
    );
  }

  apply(plan: Plan, confirm?: string) {
    return this.call<Deployment>('POST', `/plans/${plan.id}/apply`, {
      ...(confirm && { confirm }),
    });
  }

  /** Applies and waits until CloudFormation has finished. */
  async deploy(plan: Plan, confirm?: string): Promise<Deployment> {
    const { status, body } = await this.apply(plan, confirm);
    if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
    return this.finished(body.id);
  }

  finished(deploymentId: string): Promise<Deployment> {
    return this.until(
      () => this.get<Deployment>(`/deployments/${deploymentId}`),
      ({ state, endedAt }) => state === 'settling' || endedAt !== undefined,
    );
  }

  async events(deploymentId: string): Promise<DeploymentEvent[]> {
    const path = `/deployments/${deploymentId}/events`;
    return (await this.get<{ items: DeploymentEvent[] }>(path)).items;
  }

  /** Everything a stream of server-sent events says until it ends; it reports every unit healthy once the deployment settles. */
  async stream(
    path: string,
    headers?: Record<string, string>,
  ): Promise<SentEvent[]> {
    const response = await fetch(`${this.#url}${path}`, {
      headers: { accept: 'text/event-stream', ...headers },
    });
    const sent: SentEvent[] = [];
    let text = '';
    for await (const chunk of response.body!.pipeThrough(
      new TextDecoderStream(),
    )) {
      const messages = (text + chunk).split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const event = parseMessage(message);
        if (event) sent.push(event);
        if (event?.event === 'deployment' && event.data.state === 'settling') {
          await this.reportHealth(event.data.stack, 'healthy');
        }
      }
    }
    return sent;
  }

  /** Reports a stack's health as another backend does. */
  reportHealth(stack: string, status: HealthStatus) {
    return this.call(
      'PUT',
      `/stacks/${stack}/health`,
      { status, sentence: 'As seen.', at: new Date().toISOString() },
      { authorization: OPERATIONS },
    );
  }

  stack(name: string): Promise<Stack> {
    return this.get(`/stacks/${name}`);
  }

  async until<T>(
    read: () => Promise<T>,
    condition: (value: T) => boolean,
  ): Promise<T> {
    const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
    for (;;) {
      const value = await read();
      if (condition(value)) return value;
      if (performance.now() > giveUpAt) {
        throw new Error(`Waited in vain; last: ${JSON.stringify(value)}`);
      }
      await delay(100);
    }
  }
}

/** One server-sent event. */
export interface SentEvent {
  id?: string;
  event: string;
  data: Deployment;
}

function parseMessage(message: string): SentEvent | undefined {
  const fields = Object.fromEntries(
    message.split('\n').map(line => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  return fields.data
    ? { ...fields, event: fields.event, data: JSON.parse(fields.data) }
    : undefined;
}

/** A template with a topic and some queues, which the local AWS makes at once. */
export function things(
  queues: number,
  properties: object = {},
): { template: object } {
  const ids = Array.from({ length: queues }, (_, index) => `Queue${index + 1}`);
  return {
    template: {
      Resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        ...Object.fromEntries(
          ids.map(id => [
            id,
            {
              Type: 'AWS::SQS::Queue',
              DependsOn: 'Topic',
              Properties: properties,
            },
          ]),
        ),
      },
      Outputs: { TopicArn: { Value: { Ref: 'Topic' } } },
    },
  };
}
