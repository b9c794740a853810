import type { TemplateResource } from '../compare/Comparison';
import { destroyNotices } from './destroyNotices';

function noticesOf(
  resources: Record<string, TemplateResource>,
  retained: string[] = [],
): string[] {
  const refs = Object.entries(resources).map(([logicalId, { Type }]) => ({
    logicalId,
    resourceType: Type,
  }));
  const stays = (id: string) => retained.includes(id);
  return destroyNotices(
    {
      deleted: refs.filter(({ logicalId }) => !stays(logicalId)),
      retained: refs.filter(({ logicalId }) => stays(logicalId)),
      ...{ dependents: [], protected: [] },
    },
    { Resources: resources },
  );
}

describe('destroyNotices', () => {
  it('says what becomes unreadable with its key', () => {
    const Key = { Type: 'AWS::KMS::Key' };
    const Table = {
      Type: 'AWS::DynamoDB::Table',
      Properties: { SSESpecification: { KMSMasterKeyId: { Ref: 'Key' } } },
    };
    expect(noticesOf({ Key, Table }, ['Table'])).toEqual([
      'Table is kept, but its key Key is deleted: what it holds becomes unreadable.',
    ]);
    expect(noticesOf({ Key, Table })).toEqual([]);
    expect(noticesOf({ Key, Table }, ['Key', 'Table'])).toEqual([]);
  });

  it('says which buckets must be empty', () => {
    const Bucket = { Type: 'AWS::S3::Bucket' };
    expect(noticesOf({ Bucket })).toEqual([
      'The bucket Bucket must be empty, or the destroy fails at it.',
    ]);
    expect(noticesOf({ Bucket }, ['Bucket'])).toEqual([]);
  });

  it('says that readers of a database may be in the way, when auto scaling adds them', () => {
    const target = (ServiceNamespace: string) => ({
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: { ServiceNamespace },
    });
    expect(noticesOf({ Readers: target('rds'), Tasks: target('ecs') })).toEqual(
      [expect.stringMatching(/^Database readers that auto scaling/)],
    );
  });
});
