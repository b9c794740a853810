import { Match } from 'aws-cdk-lib/assertions';
import {
  KEY_ARN,
  MIRROR_SECRET,
  PCA,
  poolTemplate,
  synthesizePool,
} from '../__testUtils__/synthesizePool';

/** The script with the programs of an instance. */
const programsOf = (value: object) => {
  const [{ bytes }] = synthesizePool(value).assets;
  return Buffer.from(bytes).toString();
};

const userDataOf = (template: ReturnType<typeof poolTemplate>) =>
  JSON.stringify(
    Object.values(template.findResources('AWS::EC2::LaunchTemplate'))[0]
      .Properties.LaunchTemplateData.UserData,
  );

const launched = (template: ReturnType<typeof poolTemplate>) =>
  Object.values(template.findResources('AWS::EC2::LaunchTemplate'))[0]
    .Properties.LaunchTemplateData;

describe('service, env and owner', () => {
  it('come from the context, name the log group and tag every engine', () => {
    const template = poolTemplate();
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/dagger-engine/checkout',
    });
    expect(JSON.stringify(launched(template).TagSpecifications)).toMatch(
      /"checkout".*"group:default\/platform"/,
    );
  });
});

describe('capacity.min and capacity.max', () => {
  it('bound the group; where they are equal nothing scales it', () => {
    const fixed = poolTemplate({ capacity: { min: 4, max: 4 } });
    fixed.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '4',
      MaxSize: '4',
    });
    fixed.resourceCountIs('AWS::AutoScaling::ScalingPolicy', 0);
    poolTemplate({
      capacity: { min: 2, max: 9 },
    }).hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '2',
      MaxSize: '9',
    });
  });
});

describe('fipsMode', () => {
  it('on refuses a kernel without it, and has the terminator use validated cryptography', () => {
    const [on, off] = [true, false].map(fipsMode =>
      userDataOf(poolTemplate({ fipsMode })),
    );
    for (const line of [
      '/proc/sys/crypto/fips_enabled',
      'fips = yes',
      'AWS_USE_FIPS_ENDPOINT=true',
    ]) {
      expect(on).toContain(line);
      expect(off).not.toContain(line);
    }
  });

  it('has the cache on EFS mounted by validated cryptography, too', () => {
    const [on, off] = [true, false].map(fipsMode =>
      userDataOf(poolTemplate({ fipsMode, storage: { cache: 'EFS' } })),
    );
    expect(on.indexOf('fips_mode_enabled = true')).toBeLessThan(
      on.indexOf('mount /mnt/dagger-cache'),
    );
    expect(on).toContain('fips_mode_enabled = true');
    expect(off).not.toContain('fips_mode_enabled');
  });
});

describe('instanceType', () => {
  it('is what engines run on', () => {
    expect(
      launched(poolTemplate({ instanceType: 'm7i.2xlarge' })).InstanceType,
    ).toBe('m7i.2xlarge');
  });
});

describe('engine', () => {
  it('version and logLevel are those of the engine that starts', () => {
    const userData = userDataOf(
      poolTemplate({ engine: { version: 'v0.20.3', logLevel: 'warn' } }),
    );
    expect(userData).toContain('registry.dagger.io/engine:v0.20.3');
    expect(userData).toContain(String.raw`\"logLevel\":\"warn\"`);
  });
});

describe('network', () => {
  it('cidr is the range of a VPC of its own, engineCidr that of containers', () => {
    const template = poolTemplate({
      network: { cidr: '10.50.0.0/20', engineCidr: '10.99.0.0/16' },
    });
    template.hasResourceProperties('AWS::EC2::VPC', {
      CidrBlock: '10.50.0.0/20',
    });
    expect(userDataOf(template)).toContain('--network-cidr 10.99.0.0/16');
  });
});

describe('endpoint.mtls', () => {
  const CLIENT =
    'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
  const template = poolTemplate({
    endpoint: { mtls: { allowedClientArns: [CLIENT] } },
  });

  it('acmPcaArn is the one CA that engines ask, and bound to by clients', () => {
    expect(userDataOf(template)).toContain(`CA=${PCA}`);
    template.hasOutput('DaggerEndpointCertificateAuthorityArn', { Value: PCA });
  });

  it('allowedClientArns are certificates that engines may read, and the only ones let in', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 'acm:GetCertificate', Resource: CLIENT }),
        ]),
      },
    });
    expect(userDataOf(template)).toContain('verifyPeer = yes');
    expect(userDataOf(poolTemplate())).toContain('verifyPeer = no');
  });
});

describe('featureFlags.sharedCacheEfs', () => {
  it('keeps the cache of an engine that ended for the next one', () => {
    const cache = (sharedCacheEfs: boolean) =>
      programsOf({
        storage: { cache: 'EFS' },
        featureFlags: { sharedCacheEfs },
      });
    expect(cache(false)).toContain('rm -f "$image"');
    expect(cache(true)).not.toContain('rm -f "$image"');
  });
});

describe('stigBaseline', () => {
  it.each(['/dev/xvda', '/dev/sda1'])(
    'starts engines from the image it selects, and encrypts the root that image calls %s',
    rootDevice => {
      poolTemplate(
        { stigBaseline: 'RHEL8' },
        {
          found: {
            image: { imageId: 'ami-0fedcba9876543210', fips: true, rootDevice },
          },
        },
      ).hasResourceProperties('AWS::EC2::LaunchTemplate', {
        LaunchTemplateData: {
          ImageId: 'ami-0fedcba9876543210',
          BlockDeviceMappings: [
            {
              DeviceName: rootDevice,
              Ebs: Match.objectLike({
                Encrypted: true,
                KmsKeyId: Match.anyValue(),
              }),
            },
            Match.objectLike({ DeviceName: '/dev/xvdb' }),
          ],
        },
      });
    },
  );
});

describe('endpoint.hostname', () => {
  const template = poolTemplate({
    endpoint: { hostname: 'dagger.engine.local' },
  });

  it('gets a private zone of the VPC with a record for the load balancer', () => {
    template.hasResourceProperties('AWS::Route53::HostedZone', {
      Name: 'dagger.engine.local.',
      VPCs: [Match.objectLike({ VPCRegion: 'us-east-1' })],
    });
    template.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'dagger.engine.local.',
      Type: 'A',
      AliasTarget: Match.objectLike({
        DNSName: Match.anyValue(),
      }),
    });
  });

  it('stands in the server certificates and in the outputs', () => {
    expect(userDataOf(template)).toContain('NAMES=\\"dagger.engine.local ');
    template.hasOutput('DaggerEndpointHostname', {
      Value: 'dagger.engine.local',
    });
    template.hasOutput('DaggerEndpointTlsUrl', {
      Value: 'tls://dagger.engine.local:8443',
    });
  });
});

describe('endpoint.nlbInternal', () => {
  it('off puts the load balancer into public subnets, and engines stay private', () => {
    const template = poolTemplate({
      endpoint: { nlbInternal: false },
      network: { allowedCidrs: ['203.0.113.0/24'] },
      compliance: { forbidPublicExposure: false },
    });
    const ids = (kind: string) =>
      Object.keys(template.findResources('AWS::EC2::Subnet'))
        .filter(id => id.includes(kind))
        .map(Ref => ({ Ref }));
    template.hasResourceProperties(
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      { Scheme: 'internet-facing', Subnets: ids('Public') },
    );
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      VPCZoneIdentifier: ids('Private'),
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [
        Match.objectLike({ CidrIp: '203.0.113.0/24', FromPort: 8443 }),
      ],
    });
  });
});

describe('storage.cache', () => {
  const devices = (template: ReturnType<typeof poolTemplate>) =>
    Object.values(
      template.findResources('AWS::EC2::LaunchTemplate'),
    )[0].Properties.LaunchTemplateData.BlockDeviceMappings.map(
      (d: { DeviceName: string }) => d.DeviceName,
    );

  it('DISK joins the disks of the instance and makes no volume', () => {
    const template = poolTemplate({
      instanceType: 'c7gd.large',
      storage: { cache: 'DISK' },
      compliance: { forbidNoKms: false },
    });
    expect(devices(template)).toEqual(['/dev/xvda']);
    expect(userDataOf(template)).toContain('Instance Storage');
  });

  const shared = poolTemplate({ storage: { cache: 'EFS' } });

  it('EBS is an encrypted volume of ebsGiB for each engine, and no file system', () => {
    const template = poolTemplate({ storage: { cache: 'EBS', ebsGiB: 321 } });
    template.resourceCountIs('AWS::EFS::FileSystem', 0);
    expect(launched(template).BlockDeviceMappings[1]).toEqual({
      DeviceName: '/dev/xvdb',
      Ebs: expect.objectContaining({ Encrypted: true, VolumeSize: 321 }),
    });
    // On EFS it bounds the image of each engine.
    expect(programsOf({ storage: { cache: 'EFS', ebsGiB: 321 } })).toContain(
      'truncate -s 321G',
    );
  });

  it('EFS makes an encrypted file system with a mount target in each private subnet', () => {
    expect(devices(shared)).toEqual(['/dev/xvda']);
    shared.hasResource('AWS::EFS::FileSystem', {
      DeletionPolicy: 'Delete',
      Properties: { Encrypted: true, KmsKeyId: Match.anyValue() },
    });
    shared.resourceCountIs('AWS::EFS::MountTarget', 2);
    expect(userDataOf(shared)).toContain('efs _netdev,tls,iam');
  });

  it('EFS lets in the engines’ role by TLS alone', () => {
    shared.hasResourceProperties('AWS::EFS::FileSystem', {
      FileSystemPolicy: {
        Statement: [
          Match.objectLike({
            Effect: 'Allow',
            Principal: {
              AWS: {
                'Fn::GetAtt': [Match.stringLikeRegexp('^EngineRole'), 'Arn'],
              },
            },
          }),
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
    shared.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 2049,
      ToPort: 2049,
      SourceSecurityGroupId: Match.anyValue(),
    });
  });

  it('EFS has engines wait for its mount targets', () => {
    const targets = Object.keys(shared.findResources('AWS::EFS::MountTarget'));
    shared.hasResource('AWS::AutoScaling::AutoScalingGroup', {
      DependsOn: Match.arrayWith(targets),
    });
  });
});

describe('storage.s3ArtifactsBucketRef and storage.kmsKeyRef', () => {
  const template = poolTemplate(
    { storage: { s3ArtifactsBucketRef: 'shared', kmsKeyRef: 'alias/shared' } },
    {
      found: {
        bucket: {
          name: 'shared',
          arn: 'arn:aws:s3:::shared',
          kmsKeyArn: KEY_ARN,
        },
        key: { keyArn: KEY_ARN, keyId: KEY_ARN.split('/')[1] },
      },
    },
  );

  it('are used, and no bucket or key is made', () => {
    template.resourceCountIs('AWS::S3::Bucket', 0);
    template.resourceCountIs('AWS::KMS::Key', 0);
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      KmsKeyId: KEY_ARN,
    });
    template.hasOutput('StorageArtifactsBucketName', { Value: 'shared' });
    template.hasOutput('SecurityKmsKeyArn', { Value: KEY_ARN });
  });

  it('are what the engines may use', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Resource: ['arn:aws:s3:::shared', 'arn:aws:s3:::shared/*'],
          }),
        ]),
      },
    });
  });
});

describe('compliance.forbidNoKms', () => {
  it('off takes an existing bucket that KMS does not encrypt; the key to bind to is then the pool’s', () => {
    const template = poolTemplate(
      {
        storage: { s3ArtifactsBucketRef: 'plain' },
        compliance: { forbidNoKms: false },
      },
      { found: { bucket: { name: 'plain', arn: 'arn:aws:s3:::plain' } } },
    );
    template.resourceCountIs('AWS::S3::Bucket', 0);
    const [key] = Object.keys(template.findResources('AWS::KMS::Key'));
    template.hasOutput('StorageArtifactsKeyArn', {
      Value: { 'Fn::GetAtt': [key, 'Arn'] },
    });
  });
});

describe('featureFlags.enableEcrMirror', () => {
  it('has the engine’s image come from ghcr.io through ECR, signed in by the secret', () => {
    const template = poolTemplate({
      featureFlags: {
        enableEcrMirror: true,
        ecrMirrorSecretArn: MIRROR_SECRET,
      },
    });
    template.hasResourceProperties('AWS::ECR::PullThroughCacheRule', {
      EcrRepositoryPrefix: 'dagger-checkout',
      UpstreamRegistryUrl: 'ghcr.io',
      CredentialArn: MIRROR_SECRET,
    });
    expect(userDataOf(template)).toContain(
      '/dagger-checkout/dagger/engine:v0.21.8',
    );
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: Match.arrayWith(['ecr:BatchImportUpstreamImage']),
          }),
        ]),
      },
    });
  });
});

describe('observability', () => {
  it('flowLogs writes the connections of the VPC to an encrypted group', () => {
    const template = poolTemplate({
      observability: { flowLogs: true, logRetentionDays: 731 },
    });
    template.hasResourceProperties('AWS::EC2::FlowLog', {
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 'cloud-watch-logs',
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/dagger-engine-flow/checkout',
      RetentionInDays: 731,
      KmsKeyId: Match.anyValue(),
    });
  });

  it('cloudTrail keeps a validated, encrypted trail that covers the artifacts', () => {
    const template = poolTemplate({ observability: { cloudTrail: true } });
    template.hasResourceProperties('AWS::CloudTrail::Trail', {
      IsLogging: true,
      EnableLogFileValidation: true,
      KMSKeyId: Match.anyValue(),
      EventSelectors: [
        Match.objectLike({
          DataResources: [Match.objectLike({ Type: 'AWS::S3::Object' })],
        }),
      ],
    });
    for (const bucket of Object.values(
      template.findResources('AWS::S3::Bucket'),
    ))
      expect(bucket.DeletionPolicy).toBe('Retain');
  });

  it('otlpEndpoint runs a collector that sends there', () => {
    const observability = { otlpEndpoint: 'https://otel.example.com:4318' };
    expect(programsOf({ observability })).toContain(
      '"otlphttp":{"endpoint":"https://otel.example.com:4318"}',
    );
    expect(userDataOf(poolTemplate({ observability }))).toContain(
      'dagger-telemetry.service',
    );
    expect(userDataOf(poolTemplate())).not.toContain('dagger-telemetry');
  });
});

describe.each(['fedramp-moderate', 'fedramp-high'] as const)(
  'the framework %s',
  framework => {
    it('brings FIPS mode, flow logs and a trail', () => {
      const template = poolTemplate({}, { framework });
      template.resourceCountIs('AWS::EC2::FlowLog', 1);
      template.resourceCountIs('AWS::CloudTrail::Trail', 1);
      expect(userDataOf(template)).toContain('/proc/sys/crypto/fips_enabled');
    });
  },
);

describe('storage.artifactsQuotaGiB', () => {
  it('is what the alarm on the bucket is a share of', () => {
    const alarm = Object.values(
      poolTemplate({
        storage: { artifactsQuotaGiB: 2 },
      }).findResources('AWS::CloudWatch::Alarm'),
    ).find(a => a.Properties.AlarmDescription.includes('quota'));
    expect(alarm?.Properties).toMatchObject({
      Threshold: 90,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
      Metrics: expect.arrayContaining([
        expect.objectContaining({
          Expression: `100 * size / ${2 * 1024 ** 3}`,
        }),
        expect.objectContaining({
          MetricStat: expect.objectContaining({
            Metric: expect.objectContaining({
              Namespace: 'AWS/S3',
              MetricName: 'BucketSizeBytes',
            }),
          }),
        }),
      ]),
    });
  });
});

describe('capacity', () => {
  it('sessionsPerEngine is what the pool grows and shrinks by', () => {
    poolTemplate({ capacity: { sessionsPerEngine: 8 } }).hasResourceProperties(
      'AWS::AutoScaling::ScalingPolicy',
      {
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingConfiguration: {
          TargetValue: 8,
          CustomizedMetricSpecification: Match.objectLike({
            MetricName: 'dagger_connected_clients',
            Namespace: 'Enginehouse/DaggerEngine',
            Statistic: 'Average',
          }),
        },
      },
    );
  });

  it('drainMinutes is how long an engine that is to end waits for its sessions', () => {
    const template = poolTemplate({ capacity: { drainMinutes: 7 } });
    expect(userDataOf(template)).toContain('SECONDS_LEFT=420');
    template.hasResourceProperties('AWS::AutoScaling::LifecycleHook', {
      LifecycleHookName: 'drain',
      LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      DefaultResult: 'CONTINUE',
    });
  });
});
