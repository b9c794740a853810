import { mockServices } from '@backstage/backend-test-utils';
import { DefaultAwsService } from '@enginehouse/aws-node';
import { StackReader } from '../cloudformation/StackReader';
import { findProtection } from './findProtection';
import { unknownNotices } from './unknownNotices';

const ACCOUNT = '123456789012';

const aws = DefaultAwsService.fromConfig(
  mockServices.rootConfig({
    data: {
      aws: {
        accounts: [
          { accountId: ACCOUNT, accessKeyId: 'a', secretAccessKey: 's' },
        ],
      },
      stacks: {
        environments: { test: { account: ACCOUNT, region: 'us-east-1' } },
      },
    },
  }),
);
const reader = new StackReader(aws, aws.environment('test'));

const Table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: { DeletionProtectionEnabled: true },
};

function tableIn(status: string, DeletionPolicy?: string) {
  return findProtection({ aws }, reader, {
    status,
    template: { Resources: { Table: { ...Table, DeletionPolicy } } },
    resources: [
      {
        ...{ logicalId: 'Table', physicalId: 'notes' },
        ...{ resourceType: Table.Type, status: 'CREATE_COMPLETE' },
      },
    ],
  });
}

describe('findProtection', () => {
  it.each(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'])(
    'believes the template of a stack that can be changed: %s',
    async status => {
      expect(await tableIn(status)).toEqual({
        on: [expect.objectContaining({ logicalId: 'Table' })],
        unknown: [],
      });
    },
  );

  it.each([
    'CREATE_FAILED',
    'ROLLBACK_FAILED',
    'UPDATE_ROLLBACK_FAILED',
    'DELETE_FAILED',
  ])(
    'names what it cannot ask about where the template no longer decides: %s',
    async status => {
      const { on, unknown } = await tableIn(status);
      expect(on).toEqual([]);
      expect(unknownNotices(unknown)).toEqual([
        expect.stringMatching(
          /^The template protects Table \(AWS::DynamoDB::Table notes\) .* with AWS's own tools/,
        ),
      ]);
    },
  );

  it('leaves out what a destroy keeps anyway', async () => {
    for (const status of ['CREATE_COMPLETE', 'ROLLBACK_FAILED']) {
      expect(await tableIn(status, 'Retain')).toEqual({ on: [], unknown: [] });
    }
  });
});
