import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { InputError } from '../../issues';
import { Patch } from '../../patch';
import { SynthesisInput } from '../addStack';
import { defineBuild } from '../defineBuild';
import { synthesize } from '../synthesize';

const input: SynthesisInput = {
  ...{ service: 'shop', component: 'ci', environment: 'test' },
  ...{ owner: 'group:default/platform', config: {}, lookups: {}, tags: {} },
  target: { account: '123456789012', region: 'eu-west-1' },
  ...{ stackName: 'shop-ci-test', description: 'Example', bindings: {} },
};

const build = defineBuild(stack => ({
  handles: {
    main: new CfnAutoScalingGroup(stack, 'Main', {
      ...{ minSize: '1', maxSize: '3', healthCheckType: 'ELB' },
      metricsCollection: [{ granularity: '1Minute', metrics: ['A', 'B'] }],
    }),
    bucket: new Bucket(stack, 'Bucket'),
    old: Bucket.fromBucketName(stack, 'Old', 'old'),
  },
  capabilities: {},
}));

const patched = (...patches: Patch[]) =>
  synthesize(build, { ...input, patches });

function issuesOf(...patches: Patch[]) {
  try {
    patched(...patches);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('patches', () => {
  it('set and remove properties of what a handle names, and say what they changed', () => {
    const { template, templateBody, patches } = patched(
      { handle: 'main', op: 'set', path: '/DesiredCapacity', value: '2' },
      {
        ...{ handle: 'main', op: 'set', value: 'C' },
        path: '/MetricsCollection/0/Metrics/1',
      },
      { handle: 'main', op: 'remove', path: '/HealthCheckType' },
      {
        ...{ handle: 'bucket', op: 'set', value: true },
        path: '/PublicAccessBlockConfiguration/BlockPublicAcls',
      },
    );
    const { Main } = template.Resources;
    expect(Main.Properties).toEqual({
      ...{ MinSize: '1', MaxSize: '3', DesiredCapacity: '2' },
      MetricsCollection: [{ Granularity: '1Minute', Metrics: ['A', 'C'] }],
    });
    expect(JSON.parse(templateBody)).toEqual(template);
    expect(patches).toMatchObject([
      { logicalId: 'Main', path: '/DesiredCapacity', value: '2' },
      { before: 'B', value: 'C' },
      { before: 'ELB', resourceType: 'AWS::AutoScaling::AutoScalingGroup' },
      { resourceType: 'AWS::S3::Bucket' },
    ]);
    expect(patches[0]).not.toHaveProperty('before');
  });

  it('are refused at once where they name nothing, each with what is accepted', () => {
    expect(
      issuesOf(
        { handle: 'mian', op: 'remove', path: '/MinSize' },
        { handle: 'old', op: 'remove', path: '/BucketName' },
        { handle: 'main', op: 'set', path: '/DesiredCapacty', value: 1 },
        {
          ...{ handle: 'bucket', op: 'set', value: 1 },
          path: '/VersioningConfiguration/State',
        },
        { handle: 'main', op: 'remove', path: '/DesiredCapacity' },
        { handle: 'main', op: 'remove', path: '/MetricsCollection/7' },
      ),
    ).toMatchObject([
      {
        path: '/patches/0/handle',
        message: 'is not known; did you mean "main"?',
        accepted: 'main, bucket',
      },
      {
        path: '/patches/1/handle',
        message: 'names a resource that is not part of this stack',
        accepted: 'main, bucket',
      },
      {
        path: '/patches/2/path',
        message:
          'AWS::AutoScaling::AutoScalingGroup knows no DesiredCapacty there; did you mean "DesiredCapacity"?',
        accepted: expect.stringContaining('MaxSize'),
      },
      {
        path: '/patches/3/path',
        message: 'AWS::S3::Bucket knows no State there; did you mean "Status"?',
        accepted: 'Status',
      },
      {
        path: '/patches/4/path',
        message:
          'points into nothing: there is no DesiredCapacity in main (AWS::AutoScaling::AutoScalingGroup)',
      },
      { path: '/patches/5/path', message: expect.stringContaining('no 7 in') },
    ]);
  });
});
