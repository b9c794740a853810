import type { Source } from '@enginehouse/plugin-operations-node';
import { alarm, compositeAlarm } from './alarm';
import { autoScalingGroup } from './auto-scaling-group';
import { table } from './dynamodb/table';
import { ecsService } from './ecs/service';
import { repository } from './ecr/repository';
import { replicationGroup } from './elasticache/replication-group';
import { loadBalancer } from './elb/load-balancer';
import { customResource } from './lambda/customResource';
import { lambdaFunction } from './lambda/function';
import { logGroup } from './log-group';
import { dbCluster } from './rds/db-cluster';
import { dbInstance } from './rds/db-instance';
import { dbProxy } from './rds/db-proxy';
import { queue } from './sqs/queue';
import { targetGroup } from './target-group';
import { webAcl } from './wafv2/web-acl';

/** One source for each resource type. */
export const sources: Source[] = [
  autoScalingGroup,
  ecsService,
  loadBalancer,
  targetGroup,
  dbProxy,
  dbCluster,
  dbInstance,
  replicationGroup,
  webAcl,
  repository,
  lambdaFunction,
  customResource,
  queue,
  table,
  alarm,
  compositeAlarm,
  logGroup,
];
