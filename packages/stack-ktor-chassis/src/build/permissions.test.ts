import { withoutHash } from '../__testUtils__/resources';
import { chassisTemplate } from '../__testUtils__/synthesizeChassis';

const template = chassisTemplate({ stage: 'prod' });

interface Statement {
  Action: string | string[];
  Effect: string;
  Resource: unknown;
}

const listed = <T>(value: T | T[]): T[] =>
  Array.isArray(value) ? value : [value];

/** The words an ARN is joined from, logical ids without their hashes: `Proxy/DBProxyArn`. */
function nameOf(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  if (Array.isArray(resource)) return resource.map(nameOf).join('');
  const [[how, what]] = Object.entries(resource as object);
  if (how === 'Ref') return withoutHash(what);
  if (how === 'Fn::GetAtt') {
    const [id, attribute] = what;
    return withoutHash(id) + (attribute === 'Arn' ? '' : `/${attribute}`);
  }
  return nameOf(what.at(-1));
}

const policies = Object.entries(template.findResources('AWS::IAM::Policy'));

/** What the policies whose id matches allow: each action with what it is allowed on. */
const allowed = (role: RegExp): string[] =>
  policies
    .filter(([id]) => role.test(id))
    .flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement)
    .flatMap(({ Action, Effect, Resource }: Statement) =>
      listed(Action).map(
        action =>
          `${Effect} ${action} on ${listed(Resource).map(nameOf).join(', ')}`,
      ),
    )
    .sort();

describe('who may do what, in full', () => {
  it.each(['ServiceApi', 'AdminApi'])(
    '%s may connect to the database proxy as app, and nothing else in AWS',
    slot => {
      expect(allowed(new RegExp(`^${slot}TaskTaskRole`))).toEqual([
        'Allow rds-db:connect on arn:AWS::Partition:rds-db:ap-northeast-2:123456789012:dbuser:Proxy/DBProxyArn/app',
      ]);
    },
  );

  it.each(['ServiceApi', 'AdminApi'])(
    'ECS may pull images of %s from its own repository, write its log and read the token of the cache',
    slot => {
      expect(allowed(new RegExp(`^${slot}TaskExecutionRole`))).toEqual([
        `Allow ecr:BatchCheckLayerAvailability on ${slot}Images`,
        `Allow ecr:BatchGetImage on ${slot}Images`,
        'Allow ecr:GetAuthorizationToken on *',
        `Allow ecr:GetDownloadUrlForLayer on ${slot}Images`,
        `Allow logs:CreateLogStream on ${slot}Logs`,
        `Allow logs:PutLogEvents on ${slot}Logs`,
        'Allow secretsmanager:DescribeSecret on CacheToken',
        'Allow secretsmanager:GetSecretValue on CacheToken',
      ]);
    },
  );

  it('only the proxy reads the passwords of the database', () => {
    const secrets = 'DatabaseAdminUserAttachment, ProxyAppUser, ProxyDevUser';
    expect(allowed(/^ProxyIAMRole/)).toEqual([
      `Allow secretsmanager:DescribeSecret on ${secrets}`,
      `Allow secretsmanager:GetSecretValue on ${secrets}`,
    ]);
  });

  it('the function between EventBridge and the topics publishes to both, and writes its log', () => {
    expect(allowed(/^AlertsForwarderRole/)).toEqual([
      'Allow logs:CreateLogStream on AlertsForwarderLogs',
      'Allow logs:PutLogEvents on AlertsForwarderLogs',
      'Allow sns:Publish on AlertsForPeople, AlertsImageFindings',
    ]);
  });

  it('nobody else may anything but write flow logs, and the bastion what Session Manager needs', () => {
    const others =
      /^(?!(ServiceApi|AdminApi)Task|ProxyIAMRole|AlertsForwarderRole)/;
    expect(allowed(others)).toEqual([
      'Allow logs:CreateLogStream on VpcFlowLogs',
      'Allow logs:DescribeLogStreams on VpcFlowLogs',
      'Allow logs:PutLogEvents on VpcFlowLogs',
    ]);
    const managed = Object.entries(template.findResources('AWS::IAM::Role'))
      .filter(([, role]) => role.Properties.ManagedPolicyArns)
      .map(([id, role]) => [
        withoutHash(id),
        role.Properties.ManagedPolicyArns.map(nameOf),
      ]);
    expect(managed).toEqual([
      [
        'BastionRole',
        ['arn:AWS::Partition:iam::aws:policy/AmazonSSMManagedInstanceCore'],
      ],
    ]);
  });
});
