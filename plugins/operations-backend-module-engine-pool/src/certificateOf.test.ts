import { startLocalAws, type LocalAws } from '@enginehouse/aws-sandbox';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';
import { ACCOUNT, handleFor } from './__testUtils__/handleFor';
import { certificateOf } from './certificateOf';

jest.setTimeout(60_000);

const ARN = `arn:aws:acm-pca:us-east-1:${ACCOUNT}:certificate-authority`;

describe('the certificate of a private CA', () => {
  let local: LocalAws;
  let aws: AwsHandle;

  beforeAll(async () => {
    local = await startLocalAws();
    aws = handleFor(local.endpoint);
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
