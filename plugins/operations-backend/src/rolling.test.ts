import {
  AutoScalingClient,
  CompleteLifecycleActionCommand,
  DescribeAutoScalingInstancesCommand,
  DescribeInstanceRefreshesCommand,
  SetInstanceProtectionCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  CloudFormationClient,
  UpdateStackCommand,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import type { Operation, Unit } from '@enginehouse/plugin-operations-common';
import { OperatedStack } from './__testUtils__/OperatedStack';
import { TEMPLATE } from './__testUtils__/template';
import { until } from './__testUtils__/until';

jest.setTimeout(180_000);

const NAME = 'checkout-sandbox';
const UNHEALTHY = 'test-unhealthy';
const NONE_HEALTHY = 'test-none-healthy';

const allHealthy = (units: Unit[]) =>
  units.length === 2 && units.every(({ status }) => status === 'healthy');

/** An alarm on what the load balancer counts of the targets, for five minutes. */
function alarmOn(MetricName: string, properties: object) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      ...properties,
      MetricName,
      Namespace: 'AWS/NetworkELB',
      Dimensions: [
        {
          Name: 'TargetGroup',
          Value: { 'Fn::GetAtt': ['Targets', 'TargetGroupFullName'] },
        },
        {
          Name: 'LoadBalancer',
          Value: { 'Fn::GetAtt': ['Balancer', 'LoadBalancerFullName'] },
        },
      ],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 5,
      TreatMissingData: 'notBreaching',
    },
  };
}

/** The same stack with a hook that holds what is to end, alarms on its targets, and another launch template. */
function templateFor(instanceType: string) {
  const { Launch, Group } = TEMPLATE.Resources;
  return {
    ...TEMPLATE,
    Resources: {
      ...TEMPLATE.Resources,
      Launch: {
        ...Launch,
        Properties: {
          LaunchTemplateData: {
            ...Launch.Properties.LaunchTemplateData,
            InstanceType: instanceType,
          },
        },
      },
      Group: { ...Group, Properties: { ...Group.Properties, MinSize: '0' } },
      Unhealthy: alarmOn('UnHealthyHostCount', {
        AlarmName: UNHEALTHY,
        AlarmDescription: 'A target fails its check. Missing data is fine.',
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
      NoneHealthy: alarmOn('HealthyHostCount', {
        AlarmName: NONE_HEALTHY,
        AlarmDescription: 'No target is healthy.',
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
      }),
      Drain: {
        Type: 'AWS::AutoScaling::LifecycleHook',
        Properties: {
          AutoScalingGroupName: { Ref: 'Group' },
          LifecycleHookName: 'drain',
          LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
          HeartbeatTimeout: 900,
        },
      },
    },
  };
}

describe('what Auto Scaling groups roll and drain', () => {
  let on: OperatedStack;
  let cloudFormation: CloudFormationClient;
  let scaling: AutoScalingClient;

  beforeAll(async () => {
    on = await OperatedStack.deploy(templateFor('m6i.large'));
    cloudFormation = on.client(CloudFormationClient);
    scaling = on.client(AutoScalingClient);
    await until(on.units, allHealthy);
  });

  afterAll(() => on?.stop());

  const offered = async () =>
    (await on.get<{ items: Operation[] }>('operations')).items.map(
      ({ id }) => id,
    );
  const rollEffect = async () => (await on.preview('roll')).effect;

  /** Lets go, as the hosts would, of every instance that a hook holds. */
  async function letGo(): Promise<void> {
    const { AutoScalingInstances = [] } = await scaling.send(
      new DescribeAutoScalingInstancesCommand({}),
    );
    for (const instance of AutoScalingInstances) {
      if (instance.LifecycleState !== 'Terminating:Wait') continue;
      await scaling.send(
        new CompleteLifecycleActionCommand({
          AutoScalingGroupName: instance.AutoScalingGroupName,
          LifecycleHookName: 'drain',
          InstanceId: instance.InstanceId,
          LifecycleActionResult: 'CONTINUE',
        }),
      );
    }
  }

  /** As the hosts of busy engines do, and of idle ones. */
  const protect = async (busy: boolean) => {
    const all = await on.units();
    await scaling.send(
      new SetInstanceProtectionCommand({
        AutoScalingGroupName: all[0].resourceId,
        InstanceIds: all.map(({ key }) => key),
        ProtectedFromScaleIn: busy,
      }),
    );
  };

  it('an instance that is drained takes nothing new, ends when it is let go, and is replaced', async () => {
    const [{ key }] = await on.units();
    expect(await offered()).toEqual(
      expect.arrayContaining(['drain', 'drain-and-shrink']),
    );
    expect(await on.preview('drain', { target: key })).toMatchObject({
      effect: `Ends ${key}, and starts another in its place: 2 stay wanted`,
      destructive: true,
    });
    const { id } = await on.start('drain', { target: key });
    const draining = await until(on.units, all =>
      all.some(unit => unit.key === key && unit.draining),
    );
    expect(draining.find(unit => unit.key === key)).toMatchObject({
      state: 'Terminating:Wait',
      reason: expect.stringMatching(/^It drains/),
    });
    await letGo();
    expect(await on.ended(id)).toMatchObject({
      state: 'succeeded',
      result: `${key} has ended`,
    });
    await until(on.units, allHealthy);
  });

  it('has nothing to roll while all run the version that new ones get', async () => {
    expect(await on.preview('roll')).toMatchObject({
      effect: 'Replaces nothing: All 2 instances run launch template version 1',
      destructive: false,
    });
    expect(await offered()).not.toContain('cancel-roll');
  });

  describe('after the launch template changed', () => {
    beforeAll(async () => {
      await cloudFormation.send(
        new UpdateStackCommand({
          StackName: NAME,
          TemplateBody: JSON.stringify(templateFor('m6i.xlarge')),
        }),
      );
      await waitUntilStackUpdateComplete(
        {
          client: cloudFormation,
          maxWaitTime: 60,
          minDelay: 0.2,
          maxDelay: 0.2,
        },
        { StackName: NAME },
      );
    });

    it('says what rolls in numbers, who is waited for, and what keeps its version meanwhile', async () => {
      await protect(true);
      expect(await on.preview('roll')).toMatchObject({
        effect:
          'Replaces 2 of 2 instances by new ones of launch template version 2: at least 1 of 2 stay in service (90 %), 1 at a time; AWS stops it when an alarm fires (No target is healthy, A target fails its check), and watches each new instance for 6 minutes; 2 of them are protected from scale-in because they are busy: AWS waits at most an hour for each to be free, then the roll fails',
        destructive: true,
      });
      // Where nothing serves meanwhile, an alarm on that is no gate.
      expect(
        await on.preview('roll', { input: { minHealthyPercentage: 0 } }),
      ).toMatchObject({
        effect: expect.stringMatching(
          /2 at a time; nothing serves meanwhile; AWS stops it when an alarm fires \(A target fails its check\), and/,
        ),
      });
      const said =
        'version 2; 2 instances run another one until they are rolled';
      await until(on.health, ({ signals }) =>
        signals.some(({ facts }) => facts.some(({ value }) => value === said)),
      );
    });

    it('waits for busy instances, and can be stopped: what is not replaced keeps its version', async () => {
      const { id } = await on.start('roll');
      await until(
        () => on.run(id),
        ({ progress = '' }) =>
          /Waiting for instances that are protected from scale in/.test(
            progress,
          ),
      );
      await until(offered, ids => ids.includes('cancel-roll'));
      const stopped = await on.operate('cancel-roll');
      expect(stopped).toMatchObject({
        state: 'succeeded',
        result: expect.stringMatching(/^The roll ended as Cancelled/),
      });
      expect(await on.ended(id)).toMatchObject({
        state: 'failed',
        error:
          'The roll ended as Cancelled: Cancelled due to user request. 2 of 2 instances run another launch template version than 2',
      });
    });

    it('ends when an alarm on the health of its targets fires, and does not count on one that fires already', async () => {
      const { id } = await on.start('roll');
      await until(
        () => on.run(id),
        ({ progress = '' }) => /^InProgress/.test(progress),
      );
      const [{ resourceId: AutoScalingGroupName }] = await on.units();
      const { InstanceRefreshes = [] } = await scaling.send(
        new DescribeInstanceRefreshesCommand({ AutoScalingGroupName }),
      );
      expect(InstanceRefreshes[0].Preferences).toMatchObject({
        AlarmSpecification: { Alarms: [NONE_HEALTHY, UNHEALTHY] },
        InstanceWarmup: 360,
      });
      const fires = (StateValue: 'ALARM' | 'OK') =>
        on.client(CloudWatchClient).send(
          new SetAlarmStateCommand({
            ...{ AlarmName: UNHEALTHY, StateValue },
            StateReason: 'As a test says',
          }),
        );
      await fires('ALARM');
      expect(await on.ended(id)).toMatchObject({
        state: 'failed',
        error: expect.stringMatching(
          /^The roll ended as Failed: .* ALARM state: test-unhealthy\. 2 of 2/,
        ),
      });
      // A state that is set holds for a minute, then the data decides.
      await fires('ALARM');
      await until(rollEffect, effect =>
        /; what fires already cannot stop it \(A target fails its check\)/.test(
          effect,
        ),
      );
      await fires('OK');
    });

    it('follows the roll that is under way instead of beginning another, until all run the new version', async () => {
      const first = await on.start('roll');
      await until(rollEffect, effect =>
        /^A roll is under way \(.*\); it is followed/.test(effect),
      );
      const second = await on.start('roll');
      await until(
        () => on.run(second.id),
        ({ progress }) => progress !== undefined,
      );
      await protect(false);
      await until(
        async () => {
          await letGo();
          return on.run(first.id);
        },
        ({ state }) => state !== 'running',
      );
      for (const { id } of [first, second]) {
        expect(await on.ended(id)).toMatchObject({
          state: 'succeeded',
          result: expect.stringMatching(
            /^All \d instances run launch template version 2(; \d old ones still drain)?$/,
          ),
        });
      }
      expect(
        on.portal.calls.filter(
          call => call === 'autoscaling:StartInstanceRefresh',
        ),
      ).toHaveLength(3);
    });
  });
});
