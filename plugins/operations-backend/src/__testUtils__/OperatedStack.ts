import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { startLocalAws, type LocalAws } from '@enginehouse/aws-sandbox';
import type {
  Health,
  OperationPreview,
  OperationRun,
  Unit,
} from '@enginehouse/plugin-operations-common';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import request from 'supertest';
import { deployTemplate } from './deployTemplate';
import { freezeDate } from './freezeDate';
import { REGION, stackFor } from './stackFor';
import { startPortal } from './startPortal';
import { until } from './until';

export const ENTITY =
  '/api/operations/v1/entities/resource/default/checkout-sandbox';

/** What the local AWS takes time for takes little of it. */
const PACE = {
  SANDBOX_CFN_STEP_SECONDS: '0',
  SANDBOX_TICK_SECONDS: '0.2',
  SANDBOX_INITIAL_SECONDS: '0.5',
  SANDBOX_TASK_SECONDS: '0.5',
};

interface Asked {
  target?: string;
  input?: object;
}

/** A template deployed as `checkout-sandbox` to a local AWS of its own, and a portal that operates it and sees AWS as it is now. */
export class OperatedStack {
  readonly aws: LocalAws;
  readonly stack: Stack;
  readonly portal: Awaited<ReturnType<typeof startPortal>>;

  /** @param config - what it was deployed with */
  static async deploy(
    template: object,
    config: Stack['config'] = {},
  ): Promise<OperatedStack> {
    const aws = await startLocalAws({ env: PACE });
    const client = new CloudFormationClient(configFor(aws));
    const stackId = await deployTemplate(client, 'checkout-sandbox', template);
    const stack = stackFor({ stackId, config });
    const portal = await startPortal(aws.endpoint, stack, () => 0);
    return new OperatedStack(aws, stack, portal);
  }

  private constructor(
    aws: LocalAws,
    stack: Stack,
    portal: Awaited<ReturnType<typeof startPortal>>,
  ) {
    this.aws = aws;
    this.stack = stack;
    this.portal = portal;
  }

  async stop(): Promise<void> {
    await this.portal.stop();
    await this.aws.stop();
  }

  /** A client of the local AWS. */
  client<C>(Client: new (config: object) => C, more: object = {}): C {
    return new Client({ ...configFor(this.aws), ...more });
  }

  async get<T>(path: string): Promise<T> {
    return accepted(await request(this.portal.server).get(`${ENTITY}/${path}`));
  }

  health = () => this.get<Health>('health');

  units = async () => (await this.get<{ items: Unit[] }>('units')).items;

  async unit(name: string): Promise<Unit | undefined> {
    return (await this.units()).find(one => one.name === name);
  }

  async signal(title: string) {
    return (await this.health()).signals.find(one => one.title === title);
  }

  post(path: string, body: object) {
    return request(this.portal.server)
      .post(`${ENTITY}/operations/${path}`)
      .send(body);
  }

  async preview(
    operation: string,
    asked: Asked = {},
  ): Promise<OperationPreview> {
    return accepted(await this.post(`${operation}/preview`, asked));
  }

  /** Confirms an operation, which goes on by itself. */
  async start(operation: string, asked: Asked = {}): Promise<OperationRun> {
    return accepted(await this.post(operation, { ...asked, confirm: true }));
  }

  run(id: string): Promise<OperationRun> {
    return this.get(`operations/runs/${id}`);
  }

  ended(id: string): Promise<OperationRun> {
    return until(
      () => this.run(id),
      ({ state }) => state !== 'running',
    );
  }

  /** Confirms an operation, and follows it to its end. */
  async operate(operation: string, asked?: Asked): Promise<OperationRun> {
    return this.ended((await this.start(operation, asked)).id);
  }

  /** The calls to AWS, in alphabetical order, when so many open these pages of a portal that was just started, however long that takes. */
  async callsFor(viewers: number, pages: string[]): Promise<string[]> {
    freezeDate();
    const fresh = await startPortal(
      this.aws.endpoint,
      this.stack,
      ttl => 100 * ttl,
    );
    try {
      const answers = await Promise.all(
        Array.from({ length: viewers }, () => pages)
          .flat()
          .map(page => request(fresh.server).get(`${ENTITY}/${page}`)),
      );
      answers.forEach(accepted);
      return fresh.calls.sort();
    } finally {
      await fresh.stop();
      jest.useRealTimers();
    }
  }
}

/** The body. @throws with what the portal said when it refused */
function accepted({ status, body }: request.Response) {
  if (status < 300) return body;
  throw new Error(`${status}: ${body.error?.message}`);
}

function configFor({ endpoint }: LocalAws) {
  return {
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}
