import { defineStack } from '@enginehouse/stack-kit';
import {
  imageTagParameter,
  logGroupName,
  NO_IMAGE_YET,
  repositoryName,
  slots,
} from './names';
import { refuse } from './refuse';
import { ktorChassisSchema } from './schema';

/** What a Ktor service needs to run: network, balancer, firewall, Fargate, database, cache, repositories. */
export const ktorChassis = defineStack({
  id: 'ktor-chassis',
  shortName: 'ktor-chassis',
  title: 'Ktor chassis',
  description:
    'Network, load balancer with firewall, two Fargate services, Aurora PostgreSQL behind a proxy, Redis and image repositories for applications written with Ktor.',
  schema: ktorChassisSchema,
  defaults: { commercial: {}, 'fedramp-moderate': {}, 'fedramp-high': {} },
  lookups: ({ domainName }, { environment }) => [
    { key: 'certificate', kind: 'certificate', domainName },
    { key: 'zones', kind: 'availability-zones' },
    {
      key: 'bastionImage',
      kind: 'ssm-parameter',
      name: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
    },
    ...slots.map(slot => ({
      key: `${slot}ImageTag`,
      kind: 'ssm-parameter' as const,
      name: imageTagParameter(environment, slot),
      ifMissing: NO_IMAGE_YET,
      volatile: true as const,
    })),
  ],
  refuse,
  fixedNames: ({ environment }) =>
    slots.flatMap(slot => [
      {
        type: 'AWS::ECR::Repository',
        name: repositoryName(environment, slot),
      },
      {
        type: 'AWS::SSM::Parameter',
        name: imageTagParameter(environment, slot),
      },
      { type: 'AWS::Logs::LogGroup', name: logGroupName(environment, slot) },
    ]),
  capabilities: {
    'http:endpoint': {
      description:
        'Where it is reached: url is https and the domain name, whose DNS record is to point at the load balancer.',
      values: {
        url: 'Address of the services',
        loadBalancerDnsName: 'Name the DNS record of the domain points at',
        loadBalancerZoneId:
          'Hosted zone of the load balancer, for an alias record',
      },
    },
    'postgres:proxy': {
      description:
        'The database through its proxy: TLS, and an IAM token as the password of user.',
      values: {
        host: 'Name of the database proxy',
        port: 'Port of the database proxy',
        database: 'Name of the database',
        user: 'User that logs in with an IAM token',
      },
    },
    'redis:primary': {
      description: 'The cache: TLS, and the token in the secret.',
      values: {
        host: 'Name of the primary cache node',
        port: 'Port of the cache',
        authSecretArn: 'Secret with the token of the cache',
      },
    },
    'ecr:repositories': {
      description: 'Where a pipeline pushes the images of each service.',
      values: {
        serviceUri: 'Repository for images of service-api',
        adminUri: 'Repository for images of admin-api',
      },
    },
    'ecs:services': {
      description: 'What a pipeline rolls out.',
      values: {
        clusterName: 'ECS cluster of the services',
        service: 'ECS service of service-api',
        admin: 'ECS service of admin-api',
      },
    },
    'ssm:image-tags': {
      description: 'Parameters that a pipeline writes the running tags to.',
      values: {
        service: 'Parameter with the image tag of service-api',
        admin: 'Parameter with the image tag of admin-api',
      },
    },
    'sns:image-findings': {
      description:
        'CRITICAL and HIGH findings of image scans: as events in order, and as text for people.',
      values: {
        fifoTopicArn: 'Topic with findings as events, in order',
        topicArn: 'Topic with findings as text, for people',
      },
    },
  },
  bindsTo: [],
  notYetSupported: [],
  policy: { packs: ['AwsSolutionsChecks'], rego: ['ktor-chassis'] },
});
