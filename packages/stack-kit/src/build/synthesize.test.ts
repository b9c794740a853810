import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnResource, CfnStack, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { digestBytes } from '../canonical';
import { BuildResult, defineBuild } from './defineBuild';
import { SynthesisInput } from './addStack';
import { synthesize } from './synthesize';
import { useAvailabilityZones } from './useAvailabilityZones';

const input: SynthesisInput = {
  service: 'shop',
  component: 'ci',
  environment: 'test',
  owner: 'group:default/platform',
  config: {},
  lookups: {},
  bindings: {},
  tags: {},
  target: { account: '123456789012', region: 'eu-west-1' },
  stackName: 'shop-ci-test',
  description: 'Example',
};
const nothing: BuildResult = { handles: {}, capabilities: {} };
const from = (add: (stack: Stack) => unknown) =>
  synthesize(
    defineBuild(stack => {
      add(stack);
      return nothing;
    }),
    input,
  );

describe('synthesize', () => {
  it('gives the template, its construct paths and an output for each capability value', () => {
    const build = defineBuild(stack => {
      const bucket = new Bucket(stack, 'Artifacts');
      return {
        handles: { bucket },
        capabilities: {
          'storage:artifacts': { bucketName: bucket.bucketName },
        },
      };
    });
    const result = synthesize(build, input);
    const [logicalId] = Object.keys(result.template.Resources);
    expect(result.template).toMatchObject({
      Description: 'Example',
      Resources: { [logicalId]: { Type: 'AWS::S3::Bucket' } },
      Outputs: { StorageArtifactsBucketName: { Value: { Ref: logicalId } } },
    });
    expect(result.paths[logicalId]).toBe('Artifacts/Resource');
    expect(result.sources[logicalId]).toMatch(
      /^@enginehouse\/stack-kit\/src\/build\/synthesize\.test\.ts:\d+$/,
    );
    expect(result.outputs).toEqual({
      StorageArtifactsBucketName: {
        capability: 'storage:artifacts',
        value: 'bucketName',
      },
    });
    expect(result.capabilities).toEqual([]);
    expect(JSON.parse(result.templateBody)).toEqual(result.template);
    expect(result.templateBytes).toBe(Buffer.byteLength(result.templateBody));
    expect(result.templateBody).not.toContain('aws:cdk:path');
  });

  it('gives the same bytes again and leaves nothing on disk', () => {
    const before = readdirSync(tmpdir()).filter(f =>
      f.startsWith('enginehouse-synth-'),
    );
    const build = (stack: Stack) =>
      new Bucket(stack, 'Artifacts', { enforceSSL: true });
    expect(from(build).templateBody).toBe(from(build).templateBody);
    expect(() =>
      from(() => {
        throw new Error('halfway');
      }),
    ).toThrow('halfway');
    const after = readdirSync(tmpdir()).filter(f =>
      f.startsWith('enginehouse-synth-'),
    );
    expect(after).toEqual(before);
  });

  it('computes what CloudFormation wants acknowledged', () => {
    const role = (roleName?: string) => (stack: Stack) =>
      new Role(stack, 'Role', {
        roleName,
        assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      });
    expect(from(role()).capabilities).toEqual(['CAPABILITY_IAM']);
    expect(from(role('fixed')).capabilities).toEqual([
      'CAPABILITY_IAM',
      'CAPABILITY_NAMED_IAM',
    ]);
    expect(
      from(stack => {
        stack.addTransform('AWS::Serverless-2016-10-31');
        return new Bucket(stack, 'Bucket');
      }).capabilities,
    ).toEqual(['CAPABILITY_AUTO_EXPAND']);
  });

  it('hands file assets over as bytes with a digest of their content', () => {
    const folder = mkdtempSync(join(tmpdir(), 'asset-test-'));
    try {
      writeFileSync(join(folder, 'boot.sh'), 'echo hello\n');
      const { assets, template } = from(stack => {
        const asset = new Asset(stack, 'Boot', {
          path: join(folder, 'boot.sh'),
        });
        return new CfnResource(stack, 'User', {
          type: 'AWS::SSM::Parameter',
          properties: { Type: 'String', Value: asset.s3ObjectUrl },
        });
      });
      expect(assets).toEqual([
        {
          name: expect.any(String),
          digest: digestBytes('echo hello\n'),
          bytes: new TextEncoder().encode('echo hello\n'),
          destination: {
            bucket: 'cdk-hnb659fds-assets-123456789012-eu-west-1',
            key: expect.stringMatching(/\.sh$/),
          },
        },
      ]);
      expect(JSON.stringify(template)).toContain(assets[0].destination.key);
      expect(() =>
        from(stack => [
          new Asset(stack, 'Folder', { path: folder }),
          new Bucket(stack, 'Bucket'),
        ]),
      ).toThrow(/is a directory asset; the portal publishes single files/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each<[string, RegExp, (stack: Stack) => unknown]>([
    [
      'a nested stack',
      /Child is a nested stack/,
      stack =>
        new CfnStack(stack, 'Child', {
          templateUrl: 'https://example.com/t.json',
        }),
    ],
    [
      'more than 500 resources',
      /501 is greater than allowed maximum of 500/,
      stack => {
        return Array.from(
          { length: 501 },
          (__, i) =>
            new CfnResource(stack, `R${i}`, { type: 'AWS::SNS::Topic' }),
        );
      },
    ],
    [
      'more than 1 MB',
      /bytes; CloudFormation takes 1000000/,
      stack =>
        new CfnResource(stack, 'Big', {
          type: 'AWS::SSM::Parameter',
          properties: { Value: 'x'.repeat(1_000_000) },
        }),
    ],
    ['no resources', /has no resources/, () => undefined],
    [
      'a lookup while synthesizing',
      /availability-zones.*must declare a lookup/,
      stack => new Vpc(stack, 'Vpc'),
    ],
  ])('refuses %s with the reason', (_, message, add) => {
    expect(() => from(add)).toThrow(message);
  });

  it('takes zones as input, so that a VPC asks nobody', () => {
    const { template } = from(stack => {
      useAvailabilityZones(stack, ['eu-west-1a', 'eu-west-1c']);
      return new Vpc(stack, 'Vpc', {
        availabilityZones: ['eu-west-1a', 'eu-west-1c'],
        natGateways: 0,
      });
    });
    const zones = Object.values(template.Resources)
      .filter(r => r.Type === 'AWS::EC2::Subnet')
      .map(r => r.Properties?.AvailabilityZone);
    expect(new Set(zones)).toEqual(new Set(['eu-west-1a', 'eu-west-1c']));
  });
});
