import { canonicalJson, digest } from './canonical';
import { stackName } from './names';
import { maskNoEcho } from './secrets';
import { stackTags } from './tags';

describe('stackName', () => {
  it('joins service, component and environment', () => {
    expect(stackName('shop', 'ci-engine', 'prod')).toBe('shop-ci-engine-prod');
  });

  it.each([
    [['Shop', 'ci', 'prod'], 'service "Shop"'],
    [['shop', '1ci', 'prod'], 'component "1ci"'],
    [['shop', 'ci', 'pr_od'], 'environment "pr_od"'],
    [['s'.repeat(30), 'c'.repeat(30), 'ee'], '64 characters'],
  ])('refuses %j', ([service, component, environment], message) => {
    expect(() => stackName(service, component, environment)).toThrow(message);
  });

  it('takes 63 characters', () => {
    expect(stackName('s'.repeat(30), 'c'.repeat(30), 'e')).toHaveLength(63);
  });
});

describe('stackTags', () => {
  it('says what, whose and where, and nothing that varies by plan', () => {
    expect(
      stackTags({
        service: 'shop',
        component: 'ci',
        environment: 'prod',
        owner: 'group:default/platform',
        definition: { id: 'example' },
        framework: 'commercial',
      }),
    ).toEqual({
      'enginehouse:component': 'ci',
      'enginehouse:definition': 'example',
      'enginehouse:environment': 'prod',
      'enginehouse:framework': 'commercial',
      'enginehouse:owner': 'group:default/platform',
      'enginehouse:service': 'shop',
    });
  });
});

describe('digest', () => {
  it('is the same whatever the order of keys', () => {
    expect(digest({ b: 1, a: [true, null] })).toBe(
      digest({ a: [true, null], b: 1 }),
    );
    expect(digest({ a: 1 })).not.toBe(digest({ a: '1' }));
  });

  it('follows RFC 8785', () => {
    expect(canonicalJson({ '\u20ac': 1e21, a: 'é\n', '1': 0.1 })).toBe(
      '{"1":0.1,"a":"é\\n","€":1e+21}',
    );
    expect(digest({})).toBe(
      'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    );
  });
});

describe('maskNoEcho', () => {
  it('hides the values of NoEcho parameters alone', () => {
    const template = {
      Parameters: { A: { NoEcho: true }, B: {}, C: { NoEcho: 'true' } },
    };
    expect(maskNoEcho(template, { A: 'x', B: 'y', C: 'z' })).toEqual({
      A: '****',
      B: 'y',
      C: '****',
    });
  });
});
