import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Framework } from '../../definition';
import { acknowledge } from '../acknowledge';
import { synthesize } from '../synthesize';

// cdk-nag is loaded: seconds on a busy machine.
jest.setTimeout(60_000);

const REASON = 'Whoever reads it is recorded by the trail already';

function check(options: {
  framework?: Framework;
  packs?: string[];
  rego?: string[];
  onStore?: (bucket: Bucket) => void;
}) {
  return synthesize(
    (stack: Stack) => {
      const store = new Bucket(stack, 'Store');
      const archive = new Bucket(stack, 'Archive');
      options.onStore?.(store);
      return { handles: { store, archive }, capabilities: {} };
    },
    {
      ...{ service: 'shop', component: 'store', environment: 'test' },
      ...{ owner: 'group:default/a', lookups: {}, bindings: {}, tags: {} },
      config: {},
      target: { account: '123456789012', region: 'us-east-1' },
      stackName: 'shop-store-test',
      description: 'A store',
      policy: {
        definition: 'store',
        framework: options.framework ?? 'commercial',
        packs: options.packs ?? ['AwsSolutionsChecks'],
        rego: options.rego ?? [],
      },
    },
  );
}

const logging = (made: ReturnType<typeof check>) =>
  made.findings.filter(({ rule }) => rule === 'AwsSolutions-S1');

describe('checkStack', () => {
  it('places each finding of cdk-nag at its resource, in an order that never changes', () => {
    const findings = logging(check({}));
    expect(findings.map(({ resource }) => resource)).toEqual([
      {
        logicalId: expect.stringMatching(/^Archive/),
        path: 'Archive/Resource',
        type: 'AWS::S3::Bucket',
      },
      {
        logicalId: expect.stringMatching(/^Store/),
        path: 'Store/Resource',
        type: 'AWS::S3::Bucket',
      },
    ]);
    expect(findings[0]).toMatchObject({
      pack: 'AwsSolutionsChecks',
      severity: 'error',
      reason: 'The S3 Bucket has server access logs disabled.',
    });
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
    expect(check({}).findings).toEqual(check({}).findings);
  });

  it('says which of several things a rule found at one resource', () => {
    const { findings } = check({
      onStore: store =>
        store.grantRead(
          new Role(store.stack, 'Reader', {
            assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
          }),
        ),
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'AwsSolutions-IAM5[Action::s3:List*]',
        reason: expect.stringMatching(
          /permission\. Found: Action s3:List\*\.$/,
        ),
      }),
    );
  });

  it('keeps a finding the definition acknowledges, with the reason, and the template as it is', () => {
    const silent = check({});
    const made = check({
      onStore: bucket => acknowledge(bucket, 'AwsSolutions-S1', REASON),
    });
    const [archive, store] = logging(made);
    expect(store.acknowledged).toEqual({
      by: 'store',
      source: 'definition',
      reason: REASON,
    });
    expect(archive.acknowledged).toBeUndefined();
    expect(made.templateBody).toBe(silent.templateBody);
    expect(store.id).toBe(logging(silent)[1].id);
  });

  it('lets errors of cdk-nag block under a FedRAMP framework only, and warnings never', () => {
    const packs = ['NIST80053R5Checks'];
    expect(
      check({ packs }).findings.filter(({ blocking }) => blocking),
    ).toEqual([]);
    const { findings } = check({ packs, framework: 'fedramp-moderate' });
    expect(findings).not.toHaveLength(0);
    for (const { severity, blocking, controls } of findings) {
      expect(blocking).toBe(severity === 'error');
      expect(controls).not.toHaveLength(0);
    }
  });

  it('names a pack that does not exist, and those that do', () => {
    expect(() => check({ packs: ['AwsChecks'] })).toThrow(
      /"AwsChecks" is no pack of cdk-nag; accepted: AwsSolutionsChecks, /,
    );
  });

  it('finds nothing without a policy to check by', () => {
    expect(check({ packs: [] }).findings).toEqual([]);
  });
});
