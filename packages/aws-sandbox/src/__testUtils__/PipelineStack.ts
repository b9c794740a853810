/* eslint-disable no-new -- a construct belongs to its scope by being made */
import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface PipelineStackProps extends StackProps {
  /** How long the worker may take. */
  timeout: Duration;
}

/** Events that flow through a topic, a queue and a function into a table: nothing with a machine in it. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const table = new dynamodb.Table(this, 'Results', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const queue = new sqs.Queue(this, 'Jobs', {
      visibilityTimeout: Duration.minutes(5),
      enforceSSL: true,
      deadLetterQueue: {
        queue: new sqs.Queue(this, 'Failed'),
        maxReceiveCount: 3,
      },
    });
    const topic = new sns.Topic(this, 'Events', { displayName: 'Events' });
    topic.addSubscription(new SqsSubscription(queue));
    const worker = new lambda.Function(this, 'Worker', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => {};'),
      timeout: props.timeout,
      environment: { TABLE: table.tableName },
      logGroup: new logs.LogGroup(this, 'WorkerLogs', {
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    worker.addEventSource(new SqsEventSource(queue));
    table.grantWriteData(worker);
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'TableArn', { value: table.tableArn });
    new CfnOutput(this, 'TopicArn', { value: topic.topicArn });
  }
}
