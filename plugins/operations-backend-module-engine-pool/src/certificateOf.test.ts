import { ConfigReader } from '@backstage/config';
import { DefaultAwsService, type ClientClass } from '@enginehouse/aws-node';
import { startLocalAws, type LocalAws } from '@enginehouse/aws-sandbox';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';
import { certificateOf } from './certificateOf';

jest.setTimeout(60_000);

const ACCOUNT = '123456789012';
const ARN = `arn:aws:acm-pca:us-east-1:${ACCOUNT}:certificate-authority`;

describe('the certificate of a private CA', () => {
  let local: LocalAws;
  let aws: AwsHandle;

  beforeAll(async () => {
    local = await startLocalAws();
    const service = DefaultAwsService.fromConfig(
      new ConfigReader({
        aws: {
          accounts: [
            { accountId: ACCOUNT, accessKeyId: 'a', secretAccessKey: 's' },
          ],
        },
        stacks: {
          environments: {
            test: {
              account: ACCOUNT,
              region: 'us-east-1',
              endpoint: local.endpoint,
            },
          },
        },
      }),
    );
    const environment = service.environment('test');
    aws = {
      client: <C extends object>(Class: ClientClass<C>) =>
        service.client(environment, Class, { role: 'read' }),
      read: (options, fn) => service.read({ environment, ...options }, fn),
      call: (action, fn) => service.call({ environment, action }, fn),
    };
  });

  afterAll(() => local?.stop());

  it('is read from AWS', async () => {
    const certificate = await certificateOf(
      `${ARN}/11111111-2222-3333-4444-555555555555`,
      aws,
    );
    expect(certificate.ca).toBe(true);
  });

  it('of none is refused in AWS’s words', async () => {
    await expect(certificateOf(`${ARN}/none`, aws)).rejects.toThrow(
      /acm-pca:GetCertificateAuthorityCertificate/,
    );
  });
});
