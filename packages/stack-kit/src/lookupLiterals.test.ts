import { lookUpLiterals } from './lookupLiterals';

describe('lookUpLiterals', () => {
  it('answers what is given, takes a parameter nobody gave as missing, and lists the rest', () => {
    const arn = 'arn:aws:acm:eu-west-1:123456789012:certificate/abc';
    const { values, missing } = lookUpLiterals(
      [
        { key: 'tls', kind: 'certificate', domainName: 'a.example' },
        { key: 'other', kind: 'certificate', domainName: 'b.example' },
        { key: 'byId', kind: 'image', baseline: 'UBI9' },
        { key: 'byName', kind: 'image', baseline: 'RHEL8' },
        { key: 'unread', kind: 'image', baseline: 'UBUNTU-20' },
        { key: 'unknownRoot', kind: 'image', baseline: 'SLES' },
        { key: 'tag', kind: 'ssm-parameter', name: '/tag', ifMissing: 'none' },
        { key: 'given', kind: 'ssm-parameter', name: '/amis/rhel8' },
      ],
      {
        certificate: { 'a.example': arn, 'b.example': 'not an ARN' },
        'ssm-parameter': { '/amis/rhel8': 'ami-2' },
      },
      {
        UBI9: { id: 'ami-1', fips: true, rootDevice: '/dev/sda1' },
        RHEL8: { ssm: '/amis/rhel8', fips: false, rootDevice: '/dev/xvda' },
        'UBUNTU-20': { ssm: '/amis/ubuntu', fips: false },
        SLES: { id: 'ami-3', fips: false },
      },
    );
    expect(values).toEqual({
      tls: arn,
      byId: { imageId: 'ami-1', fips: true, rootDevice: '/dev/sda1' },
      byName: { imageId: 'ami-2', fips: false, rootDevice: '/dev/xvda' },
      tag: 'none',
      given: 'ami-2',
    });
    expect(missing.map(({ key }) => key)).toEqual([
      'other',
      'unread',
      'unknownRoot',
    ]);
  });
});
