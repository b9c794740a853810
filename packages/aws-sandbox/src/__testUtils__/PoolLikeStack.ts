/* eslint-disable no-new -- a construct belongs to its scope by being made */
import { Duration, RemovalPolicy, Stack, CfnOutput } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface PoolLikeStackProps extends StackProps {
  retention: logs.RetentionDays;
}

/** A network with machines behind a balancer: what a pool of engines is made of, in some 40 resources. */
export class PoolLikeStack extends Stack {
  constructor(scope: Construct, id: string, props: PoolLikeStackProps) {
    super(scope, id, props);
    const key = new kms.Key(this, 'Key', {
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const bucket = new s3.Bucket(this, 'Artifacts', {
      encryptionKey: key,
      enforceSSL: true,
      versioned: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const logGroup = new logs.LogGroup(this, 'Logs', {
      logGroupName: '/test/pool',
      retention: props.retention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const vpc = new ec2.Vpc(this, 'Vpc', {
      natGateways: 1,
      restrictDefaultSecurityGroup: false,
    });
    new efs.FileSystem(this, 'Cache', {
      vpc,
      encrypted: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const group = this.#machines(vpc);
    bucket.grantReadWrite(group);
    const targets = this.#balancer(vpc, group);
    this.#alarms(group, targets);
    new CfnOutput(this, 'LogGroup', { value: logGroup.logGroupName });
    new CfnOutput(this, 'KeyArn', { value: key.keyArn });
    new CfnOutput(this, 'Group', { value: group.autoScalingGroupName });
  }

  /** Without this the CDK would ask AWS. */
  override get availabilityZones() {
    return ['us-east-1a', 'us-east-1b'];
  }

  #machines(vpc: ec2.IVpc) {
    const securityGroup = new ec2.SecurityGroup(this, 'MachinesAccess', {
      vpc,
      allowAllOutbound: false,
    });
    securityGroup.addIngressRule(
      ec2.Peer.ipv4(vpc.vpcCidrBlock),
      ec2.Port.tcp(8443),
    );
    securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443));
    const launchTemplate = new ec2.LaunchTemplate(this, 'Machine', {
      instanceType: new ec2.InstanceType('c7i.large'),
      machineImage: ec2.MachineImage.genericLinux({
        'us-east-1': 'ami-12c6146b',
      }),
      role: new iam.Role(this, 'MachineRole', {
        assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      }),
      securityGroup,
      requireImdsv2: true,
      userData: ec2.UserData.forLinux(),
    });
    return new autoscaling.AutoScalingGroup(this, 'Machines', {
      vpc,
      launchTemplate,
      minCapacity: 1,
      maxCapacity: 4,
      desiredCapacity: 2,
    });
  }

  #balancer(vpc: ec2.IVpc, group: autoscaling.AutoScalingGroup) {
    const balancer = new elb.NetworkLoadBalancer(this, 'Balancer', { vpc });
    const listener = balancer.addListener('Tls', { port: 8443 });
    return listener.addTargets('Targets', {
      port: 8443,
      targets: [group],
      deregistrationDelay: Duration.minutes(5),
    });
  }

  #alarms(
    group: autoscaling.AutoScalingGroup,
    targets: elb.NetworkTargetGroup,
  ) {
    const topic = new sns.Topic(this, 'Alerts');
    const cpu = new cloudwatch.Metric({
      namespace: 'AWS/EC2',
      metricName: 'CPUUtilization',
      dimensionsMap: { AutoScalingGroupName: group.autoScalingGroupName },
    });
    new cloudwatch.Alarm(this, 'HighCpu', {
      metric: cpu,
      threshold: 80,
      evaluationPeriods: 5,
    }).addAlarmAction(new SnsAction(topic));
    new cloudwatch.Alarm(this, 'NoHealthyHost', {
      metric: targets.metrics.healthyHostCount(),
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 1,
    }).addAlarmAction(new SnsAction(topic));
  }
}
