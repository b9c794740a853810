import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { RDS } from '@aws-sdk/client-rds';
import { PublishCommand, SNS, SNSClient } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { SSM } from '@aws-sdk/client-ssm';
import { LocalAws, startLocalAws } from '@enginehouse/aws-sandbox';
import { imageTagParameter, repositoryName } from './names';
import { ChassisStack } from './__testUtils__/ChassisStack';
import { Connection, connectionTo } from './__testUtils__/connection';
import { inventory } from './__testUtils__/inventory';
import { withoutHash } from './__testUtils__/resources';
import { recordedEvent, runForwarder } from './__testUtils__/runForwarder';

jest.setTimeout(180_000);

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';

let aws: LocalAws;
let to: Connection;

beforeAll(async () => {
  aws = await startLocalAws({
    env: { SANDBOX_CFN_ASYNC: '0', SANDBOX_CFN_STEP_SECONDS: '0' },
  });
  to = connectionTo(aws.endpoint);
});

afterAll(() => aws.stop());

/** Reads until it is as wanted. Each read is a call over HTTP, so this is no busy loop. */
async function until<T>(
  read: () => Promise<T>,
  wanted: (value: T) => boolean,
  deadline = Date.now() + 30_000,
): Promise<T> {
  const value = await read();
  if (wanted(value)) return value;
  if (Date.now() > deadline) throw new Error(JSON.stringify(value));
  return until(read, wanted, deadline);
}

describe.each([
  {
    stage: 'dev' as const,
    tasks: 1,
    staying: [/^bucket shop-ktor-chassis-dev-balanceraccesslogs/],
  },
  {
    stage: 'prod' as const,
    tasks: 2,
    staying: [
      /^bucket shop-ktor-chassis-prod-balanceraccesslogs/,
      /^snapshot shop-ktor-chassis-prod-/,
    ],
  },
])('the $stage preset on the local AWS', ({ stage, tasks, staying }) => {
  let chassis: ChassisStack;
  let before: string[];

  const services = async () => {
    const { outputs } = await chassis.read();
    const { services: found = [] } = await new ECS(to).describeServices({
      cluster: outputs.EcsServicesClusterName,
      services: [outputs.EcsServicesService, outputs.EcsServicesAdmin],
    });
    return found;
  };
  const containers = async () => {
    const ecs = new ECS(to);
    const found = await services();
    return Promise.all(
      found.map(async ({ taskDefinition }) => {
        const { taskDefinition: task } = await ecs.describeTaskDefinition({
          taskDefinition,
        });
        return { cpu: task?.cpu, image: task?.containerDefinitions?.[0].image };
      }),
    );
  };
  const tag = async () => {
    const { Parameter } = await new SSM(to).getParameter({
      Name: imageTagParameter(stage, 'service'),
    });
    return Parameter?.Value;
  };

  beforeAll(async () => {
    chassis = new ChassisStack(to, stage);
    before = await inventory(to);
  });

  it('is deployed, and both services run the placeholder', async () => {
    const made = await chassis.create(await chassis.template());
    expect(made).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
    const running = await until(services, found =>
      found.every(({ runningCount }) => runningCount === tasks),
    );
    expect(running.map(s => s.serviceName)).toEqual([
      'service-api',
      'admin-api',
    ]);
    expect((await containers()).map(c => c.image)).toEqual([
      'public.ecr.aws/docker/library/node:24-alpine',
      'public.ecr.aws/docker/library/node:24-alpine',
    ]);
    expect(await tag()).toBe('placeholder');
  });

  it('is changed in size: new task definitions, the rest stays', async () => {
    const original = await chassis.resources();
    const { StackStatus } = await chassis.update(
      await chassis.template({ compute: { cpu: 2 } }),
    );
    expect(StackStatus).toBe('UPDATE_COMPLETE');
    expect((await containers()).map(c => c.cpu)).toEqual(['2048', '2048']);
    const changed = await chassis.resources();
    expect(
      Object.keys(original)
        .filter(id => original[id] !== changed[id])
        .map(withoutHash)
        .sort(),
    ).toEqual(['AdminApiTask', 'ServiceApiTask']);
  });

  it('keeps what a pipeline rolled out: the tag it wrote, and the image', async () => {
    await new SSM(to).putParameter({
      Name: imageTagParameter(stage, 'service'),
      Value: '2026-01-31-4f2a',
      Overwrite: true,
    });
    const { StackStatus } = await chassis.update(
      await chassis.template({ compute: { cpu: 2 } }),
    );
    expect(StackStatus).toBe('UPDATE_COMPLETE');
    expect(await tag()).toBe('2026-01-31-4f2a');
    const [service, admin] = await containers();
    expect(service.image).toMatch(
      new RegExp(`/chassis/${stage}/service:2026-01-31-4f2a$`),
    );
    expect(admin.image).toBe('public.ecr.aws/docker/library/node:24-alpine');
  });

  it('forwards a finding to its topics, in order and once', async () => {
    const { outputs } = await chassis.read();
    const sqs = new SQS(to);
    const here = to;
    class LocalClient extends SNSClient {
      constructor() {
        super(here);
      }
    }
    const { QueueUrl } = await sqs.createQueue({
      QueueName: `${stage}.fifo`,
      Attributes: { FifoQueue: 'true' },
    });
    await new SNS(to).subscribe({
      TopicArn: outputs.SnsImageFindingsFifoTopicArn,
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:us-east-1:123456789012:${stage}.fifo`,
      Attributes: { RawMessageDelivery: 'true' },
    });
    for (const _ of ['first', 'again']) {
      await runForwarder(
        recordedEvent,
        {
          FIFO_TOPIC_ARN: outputs.SnsImageFindingsFifoTopicArn,
          PEOPLE_TOPIC_ARN: outputs.SnsImageFindingsTopicArn,
        },
        { PublishCommand, SNSClient: LocalClient },
      );
    }
    const { Messages = [] } = await sqs.receiveMessage({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
    });
    await sqs.deleteQueue({ QueueUrl });
    expect(Messages).toHaveLength(1);
    expect(JSON.parse(Messages[0].Body ?? '')).toEqual(recordedEvent);
    expect(Messages[0].Attributes).toMatchObject({
      MessageGroupId: 'chassis/prod/service',
      MessageDeduplicationId: recordedEvent.id,
    });
  });

  it('its database refuses to be deleted, until a template lifts the protection', async () => {
    const rds = new RDS(to);
    const ids = Object.entries(await chassis.resources());
    const [, DBClusterIdentifier] =
      ids.find(([id]) => /^DatabaseCluster[0-9A-F]{8}$/.test(id)) ?? [];
    await expect(
      rds.deleteDBCluster({ DBClusterIdentifier, SkipFinalSnapshot: true }),
    ).rejects.toThrow(/protect/);

    const template = await chassis.template({ compute: { cpu: 2 } });
    for (const { Type, Properties } of Object.values(template.Resources)) {
      if (Type === 'AWS::RDS::DBCluster' && Properties) {
        Properties.DeletionProtection = false;
      }
    }
    expect(await chassis.update(template)).toMatchObject({
      StackStatus: 'UPDATE_COMPLETE',
    });
    expect(
      (await rds.describeDBClusters({ DBClusterIdentifier })).DBClusters,
    ).toEqual([expect.objectContaining({ DeletionProtection: false })]);
  });

  it('is destroyed with images in its repositories, leaving access logs and in prod a snapshot', async () => {
    await new ECR(to).putImage({
      repositoryName: repositoryName(stage, 'service'),
      imageTag: '2026-01-31-4f2a',
      imageManifestMediaType: MANIFEST,
      imageManifest: JSON.stringify({
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: { digest: 'sha256:0' },
        layers: [],
      }),
    });
    expect(await chassis.delete()).toMatchObject({
      StackStatus: 'DELETE_COMPLETE',
    });
    const left = (await inventory(to)).filter(name => !before.includes(name));
    expect(left).toEqual(staying.map(name => expect.stringMatching(name)));
  });
});
