import { Match } from 'aws-cdk-lib/assertions';
import { NO_IMAGE_YET } from '../names';
import { all } from '../__testUtils__/resources';
import { chassisTemplate } from '../__testUtils__/synthesizeChassis';

const prod = chassisTemplate({ stage: 'prod' });

type Template = typeof prod;

const imagesOf = (template: Template) =>
  all(template, 'AWS::ECS::TaskDefinition').map(
    task => task.ContainerDefinitions[0].Image,
  );

describe('Amazon ECR Repositories', () => {
  it('are generated per microservice (chassis/prod/service, chassis/prod/admin)', () => {
    expect(
      all(prod, 'AWS::ECR::Repository').map(r => r.RepositoryName),
    ).toEqual(['chassis/prod/service', 'chassis/prod/admin']);
  });

  it('delete images older than 30 versions', () => {
    for (const repository of all(prod, 'AWS::ECR::Repository')) {
      const { rules } = JSON.parse(
        repository.LifecyclePolicy.LifecyclePolicyText,
      );
      expect(rules).toEqual([
        expect.objectContaining({
          selection: {
            tagStatus: 'any',
            countType: 'imageCountMoreThan',
            countNumber: 30,
          },
          action: { type: 'expire' },
        }),
      ]);
    }
  });

  it('perform an image scan on push', () => {
    for (const repository of all(prod, 'AWS::ECR::Repository')) {
      expect(repository.ImageScanningConfiguration).toEqual({
        ScanOnPush: true,
      });
    }
  });

  it('a tag names one image for good', () => {
    for (const repository of all(prod, 'AWS::ECR::Repository')) {
      expect(repository.ImageTagMutability).toBe('IMMUTABLE');
    }
  });
});

describe('Active Vulnerability Scanning Network', () => {
  it('EventBridge intercepts scans of these repositories with CRITICAL or HIGH findings', () => {
    const [rule] = all(prod, 'AWS::Events::Rule');
    expect(rule.EventPattern).toEqual({
      source: ['aws.ecr'],
      'detail-type': ['ECR Image Scan'],
      detail: {
        'scan-status': ['COMPLETE'],
        'repository-name': Object.keys(
          prod.findResources('AWS::ECR::Repository'),
        ).map(Ref => ({ Ref })),
        $or: [
          { 'finding-severity-counts': { CRITICAL: [{ numeric: ['>', 0] }] } },
          { 'finding-severity-counts': { HIGH: [{ numeric: ['>', 0] }] } },
        ],
      },
    });
    expect(rule.Targets).toEqual([
      expect.objectContaining({
        Arn: {
          'Fn::GetAtt': [expect.stringMatching(/^AlertsForwarder/), 'Arn'],
        },
      }),
    ]);
  });

  it('forwards the payload to a strict FIFO SNS topic', () => {
    prod.hasResourceProperties('AWS::SNS::Topic', {
      FifoTopic: true,
      TopicName: Match.stringLikeRegexp('\\.fifo$'),
    });
  });

  it('alerts the team by e-mail, through a standard topic, as a FIFO topic delivers none', () => {
    const template = chassisTemplate({
      stage: 'prod',
      alerts: { emails: ['a@example.com', 'b@example.com'] },
    });
    const [standard] = Object.keys(
      template.findResources('AWS::SNS::Topic', {
        Properties: { FifoTopic: Match.absent() },
      }),
    );
    expect(all(template, 'AWS::SNS::Subscription')).toEqual(
      ['a@example.com', 'b@example.com'].map(Endpoint => ({
        Protocol: 'email',
        Endpoint,
        TopicArn: { Ref: standard },
      })),
    );
  });
});

describe('image tags', () => {
  const rolledOut = chassisTemplate(
    { stage: 'prod' },
    { serviceImageTag: '2026-01-31-4f2a' },
  );

  it('a new service starts on a public placeholder image, and the parameter says so', () => {
    expect(imagesOf(prod)).toEqual([
      'public.ecr.aws/docker/library/node:24-alpine',
      'public.ecr.aws/docker/library/node:24-alpine',
    ]);
    expect(
      all(prod, 'AWS::SSM::Parameter').map(p => [p.Name, p.Value]),
    ).toEqual([
      ['/chassis/prod/service/image-tag', NO_IMAGE_YET],
      ['/chassis/prod/admin/image-tag', NO_IMAGE_YET],
    ]);
  });

  it('a plan keeps what a pipeline has rolled out: image and parameter are those found', () => {
    const [service, admin] = imagesOf(rolledOut);
    expect(JSON.stringify(service)).toMatch(
      /"Ref":"ServiceApiImages.*:2026-01-31-4f2a"/,
    );
    expect(admin).toMatch(/^public\.ecr\.aws/);
    expect(all(rolledOut, 'AWS::SSM::Parameter').map(p => p.Value)).toEqual([
      '2026-01-31-4f2a',
      NO_IMAGE_YET,
    ]);
  });

  it('the variable that makes the placeholder answer goes with it', () => {
    const has = all(rolledOut, 'AWS::ECS::TaskDefinition').map(task =>
      task.ContainerDefinitions[0].Environment.some(
        (variable: { Name: string }) => variable.Name === 'NODE_OPTIONS',
      ),
    );
    expect(has).toEqual([false, true]);
  });

  it('a pipeline can roll out beside the placeholder: tasks may pull from their repository', () => {
    for (const slot of ['ServiceApi', 'AdminApi']) {
      prod.hasResourceProperties('AWS::IAM::Policy', {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Action: Match.arrayWith(['ecr:BatchGetImage']),
              Resource: {
                'Fn::GetAtt': [Match.stringLikeRegexp(`^${slot}Images`), 'Arn'],
              },
            }),
          ]),
        },
      });
    }
  });
});

it('what a container is told, by name', () => {
  const [service, admin] = all(prod, 'AWS::ECS::TaskDefinition').map(
    task => task.ContainerDefinitions[0],
  );
  const told = (container: {
    Environment: { Name: string; Value: unknown }[];
  }) =>
    Object.fromEntries(
      container.Environment.map(({ Name, Value }) => [Name, Value]),
    );
  expect(told(service)).toMatchObject({
    PORT: '8080',
    SERVICE_NAME: 'service-api',
    STAGE: 'prod',
    BASE_PATH: '/service',
    AWS_REGION: 'ap-northeast-2',
    DB_PORT: '5432',
    DB_NAME: 'app',
    DB_USER: 'app',
    DB_IAM_AUTH: 'true',
    DB_SSL_MODE: 'verify-full',
    DB_BORROW_TIMEOUT_SECONDS: '120',
    REDIS_HOST: {
      'Fn::GetAtt': [
        expect.stringMatching(/^CacheGroup/),
        'PrimaryEndPoint.Address',
      ],
    },
    REDIS_PORT: '6379',
    REDIS_TLS: 'true',
  });
  expect(told(admin)).toMatchObject({
    SERVICE_NAME: 'admin-api',
    BASE_PATH: '/admin',
  });
  expect(service.Secrets).toEqual([
    {
      Name: 'REDIS_PASSWORD',
      ValueFrom: { Ref: expect.stringMatching(/^CacheToken/) },
    },
  ]);
});
