import { ICluster } from 'aws-cdk-lib/aws-ecs';
import { DatabaseProxy } from 'aws-cdk-lib/aws-rds';
import { databaseUsers, serviceName, Slot } from '../names';
import { KtorChassisConfig } from '../schema';
import { Alerts } from './alerts';
import { Balancer } from './balancer';
import { Cache, REDIS_PORT } from './cache';
import { POSTGRES_PORT } from './database';
import { Images } from './images';

/** What other components bind to; they become the stack's outputs. */
export function capabilities({
  config,
  balancer,
  cluster,
  proxy,
  cache,
  images,
  alerts,
}: {
  config: KtorChassisConfig;
  balancer: Balancer;
  cluster: ICluster;
  proxy: DatabaseProxy;
  cache: Cache;
  images: Record<Slot, Images>;
  alerts: Alerts;
}): Record<string, Record<string, string>> {
  const { service, admin } = images;
  return {
    'http:endpoint': {
      url: `https://${config.domainName}`,
      loadBalancerDnsName: balancer.alb.loadBalancerDnsName,
      loadBalancerZoneId: balancer.alb.loadBalancerCanonicalHostedZoneId,
    },
    'postgres:proxy': {
      host: proxy.endpoint,
      port: String(POSTGRES_PORT),
      database: config.database.name,
      user: databaseUsers.app,
    },
    'redis:primary': {
      host: cache.group.attrPrimaryEndPointAddress,
      port: String(REDIS_PORT),
      authSecretArn: cache.token.secretArn,
    },
    'ecr:repositories': {
      serviceUri: service.repository.repositoryUri,
      adminUri: admin.repository.repositoryUri,
    },
    'ecs:services': {
      clusterName: cluster.clusterName,
      service: serviceName('service'),
      admin: serviceName('admin'),
    },
    'ssm:image-tags': {
      service: service.parameter.parameterName,
      admin: admin.parameter.parameterName,
    },
    'sns:image-findings': {
      fifoTopicArn: alerts.fifo.topicArn,
      topicArn: alerts.people.topicArn,
    },
  };
}
