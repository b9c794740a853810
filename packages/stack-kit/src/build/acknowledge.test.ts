import { Construct } from 'constructs';
import { acknowledge, acknowledgementOf } from './acknowledge';

class Root extends Construct {
  constructor() {
    super(undefined as never, '');
  }
}

const REASON = 'The document asks for a database that scales to zero';

describe('acknowledge', () => {
  it('holds for the construct and its children, not for its siblings or parent', () => {
    const root = new Root();
    const database = new Construct(root, 'Database');
    const writer = new Construct(database, 'Writer');
    const bucket = new Construct(root, 'Bucket');

    acknowledge(database, 'AwsSolutions-RDS10', REASON);

    const given = { ruleId: 'AwsSolutions-RDS10', reason: REASON };
    expect(acknowledgementOf(database, 'AwsSolutions-RDS10')).toEqual(given);
    expect(acknowledgementOf(writer, 'AwsSolutions-RDS10')).toEqual(given);
    expect(acknowledgementOf(writer, 'AwsSolutions-RDS11')).toBeUndefined();
    expect(acknowledgementOf(bucket, 'AwsSolutions-RDS10')).toBeUndefined();
    expect(acknowledgementOf(root, 'AwsSolutions-RDS10')).toBeUndefined();
  });

  it('covers all that one rule finds at a resource, or one of it', () => {
    const root = new Root();
    const [all, one] = ['All', 'One'].map(id => new Construct(root, id));
    acknowledge(all, 'AwsSolutions-IAM5', REASON);
    acknowledge(one, 'AwsSolutions-IAM5[Action::s3:List*]', REASON);

    for (const construct of [all, one]) {
      const list = 'AwsSolutions-IAM5[Action::s3:List*]';
      expect(acknowledgementOf(construct, list)).toBeDefined();
    }
    const other = 'AwsSolutions-IAM5[Resource::*]';
    expect(acknowledgementOf(all, other)).toBeDefined();
    expect(acknowledgementOf(one, other)).toBeUndefined();
    expect(acknowledgementOf(all, 'AwsSolutions-IAM50')).toBeUndefined();
  });

  it('prefers what is said closest to the resource', () => {
    const root = new Root();
    const child = new Construct(root, 'Child');
    acknowledge(root, 'AwsSolutions-S1', 'Said about everything in here');
    acknowledge(child, 'AwsSolutions-S1', 'Said about this child alone');
    expect(acknowledgementOf(child, 'AwsSolutions-S1')?.reason).toBe(
      'Said about this child alone',
    );
  });

  it('refuses a reason that says nothing, naming the construct and the rule', () => {
    const child = new Construct(new Root(), 'Child');
    expect(() => acknowledge(child, 'AwsSolutions-S1', 'because')).toThrow(
      'acknowledge(Child, "AwsSolutions-S1", "because"): a rule and a reason of at least 20 characters are needed',
    );
  });
});
