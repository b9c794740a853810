import { ConfigReader } from '@backstage/config';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { DefaultAwsService } from '@enginehouse/aws-node';
import type { LocalAws } from '@enginehouse/aws-sandbox';
import type { JsonObject } from '@backstage/types';
import type { PlanRequest } from '@enginehouse/plugin-stacks-common';
import { Definitions } from '../../definitions/Definitions';
import { EnvironmentChecks } from '../../environments/EnvironmentChecks';
import { createWorkerPool } from '../../synthesize/createWorkerPool';
import { topics } from '../__fixtures__/topics';
import { DefaultPlanner } from '../DefaultPlanner';
import { pricesFromConfig } from '../pricesFromConfig';
import type { Planning, RecordedStack, StackRegistry } from '../types';

export const ACCOUNT = '123456789012';

/** A registry in memory. */
export class FakeRegistry implements StackRegistry {
  readonly stacks = new Map<string, RecordedStack>();

  async find(name: string) {
    return this.stacks.get(name);
  }

  async dependents() {
    return [];
  }

  async holders(options: Parameters<StackRegistry['holders']>[0]) {
    return [...this.stacks.values()]
      .filter(stack => stack.live && stack.name !== options.except)
      .flatMap(stack =>
        stack.fixedNames
          .filter(held => options.names.some(n => n.name === held.name))
          .map(held => ({ stack: stack.name, ...held })),
      );
  }
}

/**
 * Planning as the backend wires it, on a local AWS.
 *
 * @param environment - over what the environment `sandbox` has by itself
 * @param others - further environments, by name
 */
export function planningOn(
  aws: Pick<LocalAws, 'endpoint'>,
  environment: object = {},
  {
    accountId = ACCOUNT,
    others = {},
  }: { accountId?: string; others?: JsonObject } = {},
) {
  const config = new ConfigReader({
    aws: {
      accounts: [
        { accountId, accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
      ],
    },
    stacks: {
      definitions: ['@enginehouse/stack-engine-pool'],
      awsBudget: { callsPerSecond: 200 },
      synthesis: { workers: 1 },
      environments: {
        sandbox: {
          account: ACCOUNT,
          region: 'us-east-1',
          endpoint: aws.endpoint,
          amis: { UBI9: { ssm: '/enginehouse/ami/ubi9-fips', fips: true } },
          defaults: {
            'dagger-engine-pool': {
              endpoint: {
                mtls: {
                  acmPcaArn: `arn:aws:acm-pca:us-east-1:${ACCOUNT}:certificate-authority/11111111-2222-3333-4444-555555555555`,
                },
              },
            },
          },
          ...environment,
        },
        ...others,
      },
    },
  });
  const logger = mockServices.logger.mock();
  const awsService = DefaultAwsService.fromConfig(config);
  const registry = new FakeRegistry();
  const pool = Definitions.fromConfig(config).find('dagger-engine-pool')!;
  const definitions = new Definitions(
    new Map([pool, topics].map(loaded => [loaded.definition.id, loaded])),
  );
  const checks = new EnvironmentChecks({ aws: awsService, logger });
  const workers = createWorkerPool({ config, logger });
  const planner = new DefaultPlanner({
    ...{ definitions, checks, workers, registry, logger },
    aws: awsService,
    prices: pricesFromConfig(config),
  });
  return { planner, registry, checks, workers, aws: awsService, definitions };
}

/** A request by a member of `group:default/platform`, for topics unless it says otherwise. */
export function asking(changes: Partial<PlanRequest> = {}): Planning {
  return {
    request: {
      definition: 'topics',
      service: 'orders',
      owner: 'group:default/platform',
      environment: 'sandbox',
      action: 'apply',
      config: {},
      ...changes,
    },
    credentials: mockCredentials.user('user:default/ada'),
    ownershipRefs: ['user:default/ada', 'group:default/platform'],
  };
}
