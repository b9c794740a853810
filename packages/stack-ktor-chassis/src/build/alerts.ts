/* eslint-disable no-new -- a construct belongs to its scope by being made */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { KtorChassisConfig } from '../schema';
import { FORWARD_FINDING } from './forwardFinding';

export interface Alerts {
  /** Events in order, each once: for programs. */
  fifo: Topic;
  /** Text: for people, as a FIFO topic delivers no e-mail. */
  people: Topic;
}

/**
 * Vulnerable images to two topics. EventBridge cannot send to a FIFO topic, as it gives no
 * message group: a small function does.
 */
export function addAlerts(
  stack: Stack,
  {
    config,
    repositories,
  }: { config: KtorChassisConfig; repositories: Repository[] },
): Alerts {
  const scope = new Construct(stack, 'Alerts');
  const fifo = new Topic(scope, 'ImageFindings', {
    fifo: true,
    enforceSSL: true,
  });
  const people = new Topic(scope, 'ForPeople', {
    displayName: 'Vulnerable images of the Ktor chassis',
    enforceSSL: true,
  });
  for (const address of config.alerts.emails) {
    people.addSubscription(new EmailSubscription(address));
  }
  const forward = addForwarder(scope, { fifo, people, config });
  new Rule(scope, 'VulnerableImage', {
    description: 'A scan found CRITICAL or HIGH vulnerabilities in an image',
    eventPattern: {
      source: ['aws.ecr'],
      detailType: ['ECR Image Scan'],
      detail: {
        'scan-status': ['COMPLETE'],
        'repository-name': repositories.map(r => r.repositoryName),
        $or: ['CRITICAL', 'HIGH'].map(severity => ({
          'finding-severity-counts': { [severity]: Match.greaterThan(0) },
        })),
      },
    },
    targets: [new LambdaFunction(forward)],
  });
  return { fifo, people };
}

function addForwarder(
  scope: Construct,
  { fifo, people, config }: Alerts & { config: KtorChassisConfig },
): Function {
  const logGroup = new LogGroup(scope, 'ForwarderLogs', {
    retention: config.observability.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, 'ForwarderRole', {
    description: 'Forwards findings of image scans',
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  logGroup.grantWrite(role);
  const forward = new Function(scope, 'Forwarder', {
    description: 'Vulnerable images to the FIFO topic and to people',
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline(FORWARD_FINDING),
    timeout: Duration.seconds(30),
    environment: {
      FIFO_TOPIC_ARN: fifo.topicArn,
      PEOPLE_TOPIC_ARN: people.topicArn,
    },
    role,
    logGroup,
  });
  fifo.grantPublish(forward);
  people.grantPublish(forward);
  return forward;
}
