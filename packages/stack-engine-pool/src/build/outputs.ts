import { ArnFormat, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Endpoint } from './endpoint';
import { TLS_PORT } from './ports';

/** What other components bind to; they become the stack's outputs. */
export function capabilities(
  stack: Stack,
  {
    endpoint,
    bucket,
    kms,
    logGroupName,
    certificateAuthorityArn,
  }: {
    endpoint: Endpoint;
    bucket: IBucket;
    kms: IKey;
    logGroupName: string;
    certificateAuthorityArn: string;
  },
) {
  const [hostname] = endpoint.names;
  return {
    'dagger:endpoint': {
      // Dagger knows no grpcs: scheme; tls: is what its clients take, from 0.20.1 on.
      endpointUrl: `grpcs://${endpoint.nlb.loadBalancerDnsName}:${TLS_PORT}`,
      tlsUrl: `tls://${hostname}:${TLS_PORT}`,
      hostname,
      securityGroupId: endpoint.front.securityGroupId,
      certificateAuthorityArn,
    },
    'storage:artifacts': {
      bucketArn: bucket.bucketArn,
      bucketName: bucket.bucketName,
      keyArn: (bucket.encryptionKey ?? kms).keyArn,
    },
    'security:kms': { keyArn: kms.keyArn, keyId: kms.keyId },
    'logging:cloudwatch': {
      logGroupName,
      logGroupArn: stack.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    },
  };
}
