import { Match, Template } from 'aws-cdk-lib/assertions';
import { all } from '../__testUtils__/resources';
import {
  CERTIFICATE,
  chassisTemplate,
  REGION,
  synthesizeChassis,
} from '../__testUtils__/synthesizeChassis';

const prod = chassisTemplate({ stage: 'prod' });
const dev = chassisTemplate({ stage: 'dev' });
const staging = chassisTemplate({ stage: 'staging' });

describe('ECS Fargate', () => {
  it('runs service-api and admin-api as serverless containers', () => {
    expect(all(prod, 'AWS::ECS::Service')).toEqual([
      expect.objectContaining({
        ServiceName: 'service-api',
        LaunchType: 'FARGATE',
      }),
      expect.objectContaining({
        ServiceName: 'admin-api',
        LaunchType: 'FARGATE',
      }),
    ]);
  });

  it('a service is made when its first task can pull its image, read its secret and be reached', () => {
    for (const [id, service] of Object.entries(
      prod.findResources('AWS::ECS::Service'),
    )) {
      const slot = id.replace(/Service\w{8}$/, '');
      for (const first of [
        `^${slot}TaskExecutionRoleDefaultPolicy`,
        `^BalancerAlbHttps${slot}Rule`,
        '^VpcPrivateSubnet1DefaultRoute',
      ]) {
        expect(service.DependsOn).toContainEqual(
          expect.stringMatching(new RegExp(first)),
        );
      }
    }
  });

  it('the deployment circuit breaker rolls the service back to the last stable deployment', () => {
    for (const service of all(dev, 'AWS::ECS::Service')) {
      expect(service.DeploymentConfiguration).toMatchObject({
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      });
    }
  });

  it('zero-downtime deployments: new tasks are healthy before old ones end', () => {
    for (const service of all(dev, 'AWS::ECS::Service')) {
      expect(service.DeploymentConfiguration).toMatchObject({
        MinimumHealthyPercent: 100,
        MaximumPercent: 200,
      });
    }
  });
});

describe('Application Load Balancer', () => {
  it('port 80 is exclusively an HTTP 301 Permanent Redirect to HTTPS', () => {
    prod.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [
        {
          Type: 'redirect',
          RedirectConfig: {
            Protocol: 'HTTPS',
            Port: '443',
            StatusCode: 'HTTP_301',
          },
        },
      ],
    });
    const [http] = Object.entries(
      prod.findResources('AWS::ElasticLoadBalancingV2::Listener', {
        Properties: { Port: 80 },
      }),
    );
    for (const rule of all(prod, 'AWS::ElasticLoadBalancingV2::ListenerRule')) {
      expect(rule.ListenerArn).not.toEqual({ Ref: http[0] });
    }
  });

  it('port 443 terminates TLS with the certificate found for the domain name', () => {
    prod.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      Protocol: 'HTTPS',
      Certificates: [{ CertificateArn: CERTIFICATE }],
      SslPolicy: Match.stringLikeRegexp('^ELBSecurityPolicy-TLS13-'),
    });
  });

  it('pings containers every 15 seconds and cuts traffic off after 2 failed checks', () => {
    for (const targets of all(
      prod,
      'AWS::ElasticLoadBalancingV2::TargetGroup',
    )) {
      expect(targets).toMatchObject({
        HealthCheckPath: '/health',
        HealthCheckIntervalSeconds: 15,
        UnhealthyThresholdCount: 2,
        TargetType: 'ip',
        Port: 8080,
      });
    }
  });

  it('has ECS replace a container that fails, after a minute to start', () => {
    const groups = Object.keys(
      prod.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'),
    );
    const registered = all(prod, 'AWS::ECS::Service').map(service => {
      expect(service.HealthCheckGracePeriodSeconds).toBe(60);
      return service.LoadBalancers[0].TargetGroupArn.Ref;
    });
    expect(registered.sort()).toEqual(groups.sort());
  });

  it.each([
    [120, '130'],
    [30, '60'],
  ])(
    'lets a call wait that stands in the queue of the database proxy for %d s',
    (borrowTimeoutSeconds, Value) => {
      chassisTemplate({
        stage: 'dev',
        database: { borrowTimeoutSeconds },
      }).hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
        LoadBalancerAttributes: Match.arrayWith([
          { Key: 'idle_timeout.timeout_seconds', Value },
        ]),
      });
    },
  );

  it('drops invalid header fields', () => {
    prod.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: Match.arrayWith([
        {
          Key: 'routing.http.drop_invalid_header_fields.enabled',
          Value: 'true',
        },
      ]),
    });
  });

  it('routes /service/* and /admin/* to their services, and nothing else', () => {
    const rules = all(prod, 'AWS::ElasticLoadBalancingV2::ListenerRule').map(
      rule => [
        rule.Conditions[0].PathPatternConfig.Values,
        rule.Actions[0].TargetGroupArn.Ref,
      ],
    );
    expect(rules).toEqual([
      [['/service/*'], expect.stringMatching(/^ServiceApi/)],
      [['/admin/*'], expect.stringMatching(/^AdminApi/)],
    ]);
    prod.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      DefaultActions: [
        {
          Type: 'fixed-response',
          FixedResponseConfig: Match.objectLike({ StatusCode: '404' }),
        },
      ],
    });
  });
});

describe('Web Application Firewall', () => {
  const [acl] = all(prod, 'AWS::WAFv2::WebACL');

  it('is attached directly to the load balancer', () => {
    prod.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: { Ref: Match.stringLikeRegexp('^Balancer') },
    });
    expect(acl.Scope).toBe('REGIONAL');
  });

  it('employs AWSManagedRulesCommonRuleSet and AWSManagedRulesSQLiRuleSet, which block', () => {
    const groups = acl.Rules.filter(
      (rule: { OverrideAction?: object }) => rule.OverrideAction,
    );
    expect(groups).toEqual(
      ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesSQLiRuleSet'].map(Name =>
        expect.objectContaining({
          OverrideAction: { None: {} },
          Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name } },
        }),
      ),
    );
  });

  it('lets a patch count larger bodies instead of refusing them', () => {
    const value = [
      { Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } },
    ];
    const path =
      '/Rules/1/Statement/ManagedRuleGroupStatement/RuleActionOverrides';
    const { template } = synthesizeChassis(
      ...([{ stage: 'dev' }, {}, REGION] as const),
      [{ handle: 'firewall', op: 'set', path, value }],
    );
    const [{ Rules }] = all(
      Template.fromJSON({ ...template }),
      'AWS::WAFv2::WebACL',
    );
    expect(Rules[1].Statement).toEqual({
      ManagedRuleGroupStatement: {
        VendorName: 'AWS',
        Name: 'AWSManagedRulesCommonRuleSet',
        RuleActionOverrides: value,
      },
    });
  });

  it('caps an address at 100 requests to /admin/ in 5 minutes', () => {
    expect(acl.Rules).toContainEqual(
      expect.objectContaining({
        Action: { Block: {} },
        Statement: {
          RateBasedStatement: expect.objectContaining({
            AggregateKeyType: 'IP',
            Limit: 100,
            EvaluationWindowSec: 300,
            ScopeDownStatement: {
              ByteMatchStatement: expect.objectContaining({
                FieldToMatch: { UriPath: {} },
                PositionalConstraint: 'STARTS_WITH',
                SearchString: '/admin/',
              }),
            },
          }),
        },
      }),
    );
  });

  it('counts a request by the path it is routed by, however it is written', () => {
    const [{ Statement }] = acl.Rules;
    const { ByteMatchStatement } =
      Statement.RateBasedStatement.ScopeDownStatement;
    expect(ByteMatchStatement.TextTransformations).toEqual([
      { Priority: 0, Type: 'URL_DECODE' },
      { Priority: 1, Type: 'NORMALIZE_PATH' },
    ]);
  });
});

describe('Application Auto Scaling', () => {
  const tasks = (template: Template) =>
    all(template, 'AWS::ApplicationAutoScaling::ScalableTarget').filter(
      target => target.ServiceNamespace === 'ecs',
    );

  it('maintains at least 2 tasks per service in production and 1 in Dev, up to 50', () => {
    for (const [template, MinCapacity] of [
      [prod, 2],
      [dev, 1],
      [staging, 1],
    ] as const) {
      expect(tasks(template)).toEqual([
        expect.objectContaining({ MinCapacity, MaxCapacity: 50 }),
        expect.objectContaining({ MinCapacity, MaxCapacity: 50 }),
      ]);
    }
  });

  it('the number in between is left to auto scaling: an update does not undo it', () => {
    for (const service of all(prod, 'AWS::ECS::Service')) {
      expect(service).not.toHaveProperty('DesiredCount');
    }
  });

  it('tracks ECSServiceAverageCPUUtilization at 50 % with a 60-second cooldown', () => {
    const policies = all(dev, 'AWS::ApplicationAutoScaling::ScalingPolicy').map(
      policy => policy.TargetTrackingScalingPolicyConfiguration,
    );
    expect(policies).toHaveLength(2);
    for (const policy of policies) {
      expect(policy).toEqual({
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ECSServiceAverageCPUUtilization',
        },
        TargetValue: 50,
        ScaleInCooldown: 60,
        ScaleOutCooldown: 60,
      });
    }
  });
});

describe('Granular Sizing', () => {
  it.each([
    ['development APIs use 0.5 vCPU / 1GB', dev, '512', '1024'],
    ['production APIs launch with 1 vCPU / 2GB', prod, '1024', '2048'],
    ['staging is sized as development', staging, '512', '1024'],
    [
      'footprints are parameterized',
      chassisTemplate({ stage: 'dev', compute: { cpu: 4, memoryGiB: 16 } }),
      '4096',
      '16384',
    ],
  ])('%s', (_, template, Cpu, Memory) => {
    const found = all(template, 'AWS::ECS::TaskDefinition');
    expect(found).toHaveLength(2);
    for (const task of found) expect(task).toMatchObject({ Cpu, Memory });
  });
});

describe('Observability', () => {
  it('writes container logs by the awslogs driver', () => {
    prod.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          LogConfiguration: {
            LogDriver: 'awslogs',
            Options: Match.objectLike({
              'awslogs-stream-prefix': 'service-api',
            }),
          },
        }),
      ],
    });
    prod.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/chassis/prod/service-api',
      RetentionInDays: 90,
    });
  });

  it('utilizes ECS Container Insights, to the level of tasks', () => {
    prod.hasResourceProperties('AWS::ECS::Cluster', {
      ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }],
    });
  });
});
