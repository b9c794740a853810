import { ConfigReader } from '@backstage/config';
import { readEnvironments } from './readEnvironments';

function read(environments: object) {
  return readEnvironments(new ConfigReader({ stacks: { environments } }));
}

describe('readEnvironments', () => {
  it('fills in what is left out', () => {
    expect(
      read({ local: { account: '123456789012', region: 'us-east-1' } }),
    ).toEqual([
      {
        name: 'local',
        account: '123456789012',
        region: 'us-east-1',
        framework: 'commercial',
        defaults: {},
        lookups: {},
        amis: {},
        approvals: 0,
        terminationProtection: false,
      },
    ]);
  });

  it('names the path of everything wrong at once, what was found and what is accepted', () => {
    const thrown = () =>
      read({
        prod: {
          account: 123456789012,
          region: 'Virginia',
          endpoint: 'localhost',
          readRole: 'reader',
          framework: 'fedramp',
          approvals: 2,
          terminationProtection: 'yes',
          defaults: { pool: 3 },
          lookups: {
            'availability-zones': [],
            certificate: { 'example.com': 'mine' },
          },
          amis: { UBI9: { id: 'ubi9' } },
          acount: '1',
        },
        Prod: {},
        empty: {},
      });
    for (const line of [
      'stacks.environments.prod.account: found 123456789012; accepted: the 12 digits of an AWS account, in quotes',
      'stacks.environments.prod.region: found "Virginia"; accepted: an AWS region such as us-east-1',
      'stacks.environments.prod.endpoint: found "localhost"; accepted: an http or https URL',
      'stacks.environments.prod.readRole: found "reader"; accepted: the ARN of an IAM role',
      'stacks.environments.prod.framework: found "fedramp"; accepted: one of commercial, fedramp-moderate, fedramp-high',
      'stacks.environments.prod.approvals: found 2; accepted: 0, because approvals are not yet supported',
      'stacks.environments.prod.terminationProtection: found "yes"; accepted: true or false',
      'stacks.environments.prod.defaults.pool: found 3; accepted: a group of options',
      'stacks.environments.prod.lookups.availability-zones: found []; accepted: at least one zone',
      'stacks.environments.prod.lookups.certificate.example.com: found "mine"; accepted: the ARN of an ACM certificate',
      'stacks.environments.prod.amis.UBI9.id: found "ubi9"; accepted: the id of an image, ami-…',
      'stacks.environments.prod: acount is not known',
      'stacks.environments.Prod: its name must be a lower-case name',
      'stacks.environments.empty.account: is missing; accepted: the 12 digits',
    ]) {
      expect(thrown).toThrow(line);
    }
  });
});
