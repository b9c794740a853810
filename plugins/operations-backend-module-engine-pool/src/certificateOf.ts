import { X509Certificate } from 'node:crypto';
import {
  ACMPCAClient,
  GetCertificateAuthorityCertificateCommand,
} from '@aws-sdk/client-acm-pca';
import type { AwsHandle } from '@enginehouse/plugin-operations-node';

const SHARED_FOR_MS = 3_600_000;

/** The certificate of a private CA. @throws when AWS does not give it. */
export async function certificateOf(
  authorityArn: string,
  aws: AwsHandle,
): Promise<X509Certificate> {
  const client = aws.client(ACMPCAClient);
  const { Certificate = '' } = await aws.read(
    {
      action: 'acm-pca:GetCertificateAuthorityCertificate',
      key: authorityArn,
      ttl: SHARED_FOR_MS,
    },
    () =>
      client.send(
        new GetCertificateAuthorityCertificateCommand({
          CertificateAuthorityArn: authorityArn,
        }),
      ),
  );
  return new X509Certificate(Certificate);
}
