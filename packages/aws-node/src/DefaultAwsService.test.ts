import {
  CloudFormationClient,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { STSClient } from '@aws-sdk/client-sts';
import { ConfigReader } from '@backstage/config';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { DefaultAwsService } from './DefaultAwsService';
import { awsErrorCode } from './errors/AwsError';

jest.setTimeout(60_000);

const SECRET = 'a-secret-access-key';
const ROLE = 'arn:aws:iam::123456789012:role/deployer';

interface Call {
  action: string;
  parameters: URLSearchParams;
  accessKeyId?: string;
}

/** Answers as AWS does over HTTP; what is not told otherwise succeeds. */
class FakeAws {
  readonly calls: Call[] = [];
  readonly answers: { status: number; code: string; message: string }[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const parameters = new URLSearchParams(body);
      const action = parameters.get('Action') ?? '';
      const accessKeyId = /Credential=([^/]+)/.exec(
        request.headers.authorization ?? '',
      )?.[1];
      this.calls.push({ action, parameters, accessKeyId });
      const answer = action === 'AssumeRole' ? undefined : this.answers.shift();
      response.writeHead(answer?.status ?? 200, {
        'content-type': 'text/xml',
      });
      response.end(
        answer
          ? `<ErrorResponse><Error><Type>Sender</Type><Code>${answer.code}</Code><Message>${answer.message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`
          : success(action),
      );
    });
  }

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://localhost:${port}`;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function success(action: string): string {
  const result =
    action === 'AssumeRole'
      ? `<Credentials><AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${new Date(
          Date.now() + 3_600_000,
        ).toISOString()}</Expiration></Credentials>`
      : '<Stacks></Stacks>';
  return `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`;
}

describe('DefaultAwsService', () => {
  let fake: FakeAws;
  let aws: DefaultAwsService;

  async function start(stacks: object = {}) {
    fake = new FakeAws();
    const endpoint = await fake.start();
    aws = DefaultAwsService.fromConfig(
      new ConfigReader({
        aws: {
          accounts: [
            {
              accountId: '123456789012',
              accessKeyId: 'BASE',
              secretAccessKey: SECRET,
            },
          ],
        },
        stacks: {
          environments: {
            test: {
              account: '123456789012',
              region: 'us-east-1',
              endpoint,
              deployRole: ROLE,
            },
          },
          ...stacks,
        },
      }),
    );
  }

  afterEach(() => fake.stop());

  const environment = () => aws.environment('test');
  const action = 'cloudformation:DescribeStacks';

  function describeStacks() {
    const client = aws.client(environment(), CloudFormationClient, {
      role: 'read',
    });
    return client.send(new DescribeStacksCommand({}));
  }

  it('lets any number of viewers cost what one costs, and asks again when the answer is old', async () => {
    await start();
    const read = (ttl: number) =>
      aws.read({ environment: environment(), action, key: 'all', ttl }, () =>
        describeStacks(),
      );
    await Promise.all(Array.from({ length: 20 }, () => read(60_000)));
    await read(60_000);
    expect(fake.calls).toHaveLength(1);
    await read(0);
    expect(fake.calls).toHaveLength(2);
  });

  it('does not keep an error', async () => {
    await start();
    fake.answers.push({
      status: 400,
      code: 'ValidationError',
      message: 'Stack with id x does not exist',
    });
    const read = () =>
      aws.read(
        { environment: environment(), action, key: 'x', ttl: 9_000 },
        () => describeStacks(),
      );
    await expect(read()).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(read()).resolves.toBeDefined();
  });

  it('assumes the role at the environment’s endpoint, named by session and person, once', async () => {
    await start();
    const options = {
      role: 'deploy' as const,
      sessionName: 'deployment-1',
      sourceIdentity: 'user:default/ada',
    };
    const client = aws.client(environment(), CloudFormationClient, options);
    expect(aws.client(environment(), CloudFormationClient, options)).toBe(
      client,
    );
    await client.send(new DescribeStacksCommand({}));
    await client.send(new DescribeStacksCommand({}));
    aws.client(environment(), STSClient, options);

    expect(fake.calls.map(c => [c.action, c.accessKeyId])).toEqual([
      ['AssumeRole', 'BASE'],
      ['DescribeStacks', 'ASSUMED'],
      ['DescribeStacks', 'ASSUMED'],
    ]);
    const assumed = Object.fromEntries(fake.calls[0].parameters);
    expect(assumed).toMatchObject({
      RoleArn: ROLE,
      RoleSessionName: 'deployment-1',
      SourceIdentity: 'user.default.ada',
    });
  });

  it('waits and asks again when AWS throttles, and spaces the calls of everybody', async () => {
    await start({ awsBudget: { callsPerSecond: 50, replicas: 2 } });
    const throttled = {
      status: 400,
      code: 'Throttling',
      message: 'Rate exceeded',
    };
    fake.answers.push(...Array.from({ length: 7 }, () => throttled));
    const call = () =>
      aws.call({ environment: environment(), action }, describeStacks);
    await call();
    expect(fake.calls).toHaveLength(8);

    const begun = performance.now();
    await Promise.all(Array.from({ length: 75 }, call));
    const seconds = (performance.now() - begun) / 1_000;
    // 25 a second for this replica, of which 50 at once.
    expect(seconds).toBeGreaterThan(0.9);
  });

  it.each([
    [400, 'ValidationError', 'Template format error', 'InputError'],
    [400, 'ValidationError', 'Stack x does not exist', 'NotFoundError'],
    [404, 'ChangeSetNotFoundException', 'gone', 'NotFoundError'],
    [403, 'AccessDenied', 'no', 'NotAllowedError'],
    [403, 'ExpiredToken', 'The token expired', 'ServiceUnavailableError'],
    [403, 'InvalidClientTokenId', 'not known', 'ServiceUnavailableError'],
    [400, 'AlreadyExistsException', 'there', 'ConflictError'],
    [400, 'InvalidChangeSetStatusException', 'is OBSOLETE', 'ConflictError'],
  ])('maps %i %s "%s" to %s', async (status, code, message, name) => {
    await start();
    fake.answers.push({ status, code, message });
    const error = await aws
      .call({ environment: environment(), action }, describeStacks)
      .catch(e => e);
    expect(error.name).toBe(name);
    expect(error.message).toContain(action);
    expect(error.message).toContain(message);
    expect(awsErrorCode(error)).toBe(code);
  });

  it('names the IAM action AWS refused, and never a credential', async () => {
    await start();
    fake.answers.push({
      status: 403,
      code: 'AccessDenied',
      message:
        'User: arn:aws:iam::123456789012:user/x is not authorized to perform: iam:PassRole on resource: y',
    });
    const error = await aws
      .call({ environment: environment(), action }, describeStacks)
      .catch(e => e);
    expect(error.message).toContain('AWS refuses iam:PassRole');
    const shown = inspect(error, { depth: 20, showHidden: true });
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain('Credential=');
  });

  it('says so when AWS cannot be reached or an environment is not configured', async () => {
    await start();
    fake.stop();
    await expect(
      aws.call({ environment: environment(), action }, describeStacks),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('could not be reached'),
    });
    expect(() => aws.environment('nowhere')).toThrow(
      'There is no environment nowhere; configured are: test',
    );
  });
});
