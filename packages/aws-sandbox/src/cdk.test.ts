import { AutoScaling } from '@aws-sdk/client-auto-scaling';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { SNS } from '@aws-sdk/client-sns';
import { Duration } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { startLocalAws } from './startLocalAws';
import type { LocalAws } from './startLocalAws';
import { Deployer } from './__testUtils__/Deployer';
import type { BuildStack } from './__testUtils__/Deployer';
import { CREDENTIALS, REGION } from './__testUtils__/clients';
import { inventory } from './__testUtils__/inventory';
import { PipelineStack } from './__testUtils__/PipelineStack';
import { PoolLikeStack } from './__testUtils__/PoolLikeStack';

jest.setTimeout(180_000);

let aws: LocalAws;
const connection = () => ({
  endpoint: aws.endpoint,
  region: REGION,
  credentials: CREDENTIALS,
});

const pool =
  (retention: RetentionDays): BuildStack =>
  (app, props) =>
    new PoolLikeStack(app, 'pool', { ...props, retention });
const pipeline =
  (seconds: number): BuildStack =>
  (app, props) =>
    new PipelineStack(app, 'pipeline', {
      ...props,
      timeout: Duration.seconds(seconds),
    });

const kinds = [
  {
    name: 'pool',
    stack: pool(RetentionDays.ONE_MONTH),
    changed: pool(RetentionDays.ONE_YEAR),
    size: 42,
    madeLate: /^NoHealthyHost/,
    resource: /^Logs/,
    property: 'RetentionInDays',
    change: async (outputs: Record<string, string>) => {
      await new AutoScaling(connection()).setDesiredCapacity({
        AutoScalingGroupName: outputs.Group,
        DesiredCapacity: 3,
      });
    },
    drift: /DesiredCapacity[^]*2[^]*3/,
  },
  {
    name: 'pipeline',
    stack: pipeline(20),
    changed: pipeline(30),
    size: 12,
    madeLate: /^WorkerSqsEventSource/,
    resource: /^Worker[A-F0-9]{8}\b/,
    property: 'Timeout',
    change: async (outputs: Record<string, string>) => {
      await new SNS(connection()).setTopicAttributes({
        TopicArn: outputs.TopicArn,
        AttributeName: 'DisplayName',
        AttributeValue: 'Renamed',
      });
    },
    drift: /DisplayName[^]*Events[^]*Renamed/,
  },
];

beforeAll(async () => {
  aws = await startLocalAws({
    env: { SANDBOX_CFN_ASYNC: '0', SANDBOX_CFN_STEP_SECONDS: '0' },
  });
  process.env.AWS_ENDPOINT_URL = aws.endpoint;
  process.env.CDK_VALIDATION = 'false';
});

afterAll(async () => {
  delete process.env.AWS_ENDPOINT_URL;
  await aws.stop();
});

describe.each(kinds)('a $name under the CDK toolkit', kind => {
  let before: string[];
  let outputs: Record<string, string>;
  const deployer = new Deployer();
  const stack = async () => {
    const { Stacks } = await new CloudFormation(connection()).describeStacks({
      StackName: kind.name,
    });
    return Stacks![0];
  };
  const physicalIds = async () => {
    const { StackResources } = await new CloudFormation(
      connection(),
    ).describeStackResources({ StackName: kind.name });
    return StackResources!.map(of => of.PhysicalResourceId).sort();
  };

  it('rolls back a create that fails, and leaves nothing', async () => {
    before = await inventory(aws.endpoint);
    const reason = 'Quota exceeded for this test';
    await aws.control.addFault({ resource: kind.madeLate.source, reason });
    await expect(deployer.deploy(kind.stack)).rejects.toThrow(reason);
    await aws.control.clearFaults();

    expect((await stack()).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await inventory(aws.endpoint)).toEqual(before);
  });

  it('is created, replacing the failed one', async () => {
    const deployed = await deployer.deploy(kind.stack);
    outputs = deployed.outputs;
    expect(deployed.noOp).toBe(false);
    expect((await stack()).StackStatus).toBe('CREATE_COMPLETE');
    expect(await physicalIds()).toHaveLength(kind.size);
    expect(await inventory(aws.endpoint)).not.toEqual(before);
    expect(Object.keys(outputs)).toHaveLength(3);
    expect(Object.values(outputs).join()).not.toContain('${Token');
  });

  it('has nothing to do when deployed again', async () => {
    expect(await deployer.diff(kind.stack)).toEqual({});
    expect((await deployer.deploy(kind.stack)).noOp).toBe(true);
  });

  it('shows what a change would do, and updates in place', async () => {
    const ids = await physicalIds();
    const diff = await deployer.diff(kind.changed);
    expect(Object.keys(diff)).toEqual([expect.stringMatching(kind.resource)]);
    expect(Object.values(diff)).toEqual([[kind.property]]);

    expect((await deployer.deploy(kind.changed)).noOp).toBe(false);
    expect((await stack()).StackStatus).toBe('UPDATE_COMPLETE');
    expect(await physicalIds()).toEqual(ids);
    expect(await deployer.diff(kind.changed)).toEqual({});
  });

  it('goes back to what it was when an update fails', async () => {
    const reason = 'Denied for this test';
    await aws.control.addFault({
      resource: kind.resource.source,
      phase: 'UPDATE',
      reason,
    });
    await expect(deployer.deploy(kind.stack)).rejects.toThrow(reason);
    await aws.control.clearFaults();

    expect((await stack()).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await deployer.diff(kind.changed)).toEqual({});
  });

  it('shows as drifted what was changed by hand', async () => {
    expect((await deployer.drift(kind.changed)).numResourcesWithDrift).toBe(0);
    await kind.change(outputs);
    const drift = await deployer.drift(kind.changed);
    expect(drift.numResourcesWithDrift).toBe(1);
    expect(drift.formattedDrift.modified).toMatch(kind.drift);
  });

  it('is destroyed with nothing left', async () => {
    await deployer.destroy(kind.changed);
    expect(await inventory(aws.endpoint)).toEqual(before);
  });
});
