import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AwsService } from '@enginehouse/aws-node';
import type { PriceTable } from '@enginehouse/stack-kit';
import type { Definitions } from '../definitions/Definitions';
import type { EnvironmentChecks } from '../environments/EnvironmentChecks';
import type { WorkerPool } from '../synthesize/WorkerPool';
import type { StackRegistry } from './types';

/** What the steps of planning work with. */
export interface PlanningServices {
  aws: AwsService;
  definitions: Definitions;
  checks: EnvironmentChecks;
  workers: WorkerPool;
  prices: PriceTable;
  registry: StackRegistry;
  logger: LoggerService;
}
