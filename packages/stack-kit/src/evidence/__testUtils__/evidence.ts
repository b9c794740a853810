import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { SerializedBundle } from '@sigstore/bundle';
import { digest } from '../../canonical';
import { assembleBundle } from '../assembleBundle';
import { documents } from '../documents';
import type { EvidenceInput } from '../EvidenceInput';
import { hexDigest, provenance, statementBytes } from '../provenance';
import { verificationKey } from '../publicKey';
import { PAYLOAD_TYPE } from '../statement';

const TEMPLATE = {
  Resources: {
    Launch: {
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: {
        LaunchTemplateData: {
          ImageId: 'ami-0123456789abcdef0',
          UserData: {
            'Fn::Base64': {
              'Fn::Join': [
                '',
                [
                  'docker run registry.dagger.io/engine:v0.21.9 --see https://docs.dagger.io/engine:x\n',
                  'docker pull ',
                  { Ref: 'AWS::AccountId' },
                  '.dkr.ecr.us-east-1.',
                  { Ref: 'AWS::URLSuffix' },
                  '/mirror/engine:v1',
                ],
              ],
            },
          },
        },
      },
    },
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        ContainerDefinitions: [
          { Image: 'nginx' },
          { Image: { 'Fn::Join': ['', [{ Ref: 'Repository' }, ':7']] } },
        ],
      },
    },
  },
};

/** What a small deployment is made from. */
export function evidenceInput(
  changes: Partial<EvidenceInput> = {},
): EvidenceInput {
  const bytes = Buffer.from('#!/bin/sh\necho health\n');
  return {
    deployment: {
      id: 'b3c6a1de-0000-4000-8000-000000000001',
      planId: 'b3c6a1de-0000-4000-8000-000000000002',
      stack: 'orders-pool-sandbox',
      service: 'orders',
      component: 'pool',
      owner: 'group:default/platform',
      environment: 'sandbox',
      account: '123456789012',
      region: 'us-east-1',
      plannedBy: 'user:default/ada',
      appliedBy: 'user:default/ben',
    },
    definition: { id: 'dagger-engine-pool', version: '0.1.0' },
    manifest: 'service: orders\n',
    configuration: {
      config: { size: 3 },
      origin: { '/size': 'manifest' },
      patches: undefined,
    },
    lookups: { values: { image: { imageId: 'ami-0123456789abcdef0' } } },
    template: JSON.stringify(TEMPLATE),
    parameters: {},
    tags: { 'enginehouse:service': 'orders' },
    assets: [
      { bucket: 'assets', key: 'health.sh', sha256: hexDigest(bytes), bytes },
    ],
    packages: [
      {
        name: '@enginehouse/stack-engine-pool',
        version: '0.1.0',
        dependencies: ['aws-cdk-lib@2.270.0'],
      },
      { name: 'aws-cdk-lib', version: '2.270.0', dependencies: [] },
    ],
    findings: [],
    changes: [],
    seal: {
      digest: digest('seal'),
      stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/orders/1',
      changeSetId: 'arn:aws:cloudformation:us-east-1:123456789012:changeSet/1',
      templateDigest: digest(TEMPLATE),
    },
    ...changes,
  };
}

/** A key pair on P-256, unless a curve is named. */
export function keyPair(namedCurve = 'P-256') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  return {
    privateKey,
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** The envelope of a payload, signed as the portal does. */
export function signed(
  payload: Uint8Array,
  { privateKey, pem }: { privateKey: KeyObject; pem: string },
  changes: { payloadType?: string } = {},
): SerializedBundle {
  const { id } = verificationKey(pem);
  const payloadType = changes.payloadType ?? PAYLOAD_TYPE;
  // The pre-authentication encoding of DSSE v1.
  const signedBytes = Buffer.concat([
    Buffer.from(
      `DSSEv1 ${payloadType.length} ${payloadType} ${payload.byteLength} `,
    ),
    payload,
  ]);
  return JSON.parse(
    JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        publicKey: { hint: id },
        timestampVerificationData: {},
      },
      dsseEnvelope: {
        payload: Buffer.from(payload).toString('base64'),
        payloadType,
        signatures: [
          {
            sig: sign('sha256', signedBytes, privateKey).toString('base64'),
            keyid: id,
          },
        ],
      },
    }),
  );
}

/** A signed bundle of an input. */
export async function signedBundle(
  input: EvidenceInput,
  pair: ReturnType<typeof keyPair>,
) {
  const files = documents(input);
  const statement = provenance(input, files);
  return assembleBundle(files, signed(statementBytes(statement), pair));
}
