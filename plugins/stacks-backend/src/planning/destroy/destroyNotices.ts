import type { DestroyEffect } from '@enginehouse/plugin-stacks-common';
import type { TemplateDocument } from '../compare/Comparison';

/** What a person would not guess from the lists alone. */
export function destroyNotices(
  effect: DestroyEffect,
  template: TemplateDocument,
): string[] {
  const keys = effect.deleted
    .filter(({ resourceType }) => resourceType === 'AWS::KMS::Key')
    .map(({ logicalId }) => logicalId);
  const unreadable = effect.retained.flatMap(({ logicalId }) => {
    const text = JSON.stringify(template.Resources?.[logicalId] ?? {});
    return keys
      .filter(key => text.includes(`"${key}"`))
      .map(
        key =>
          `${logicalId} is kept, but its key ${key} is deleted: what it holds becomes unreadable.`,
      );
  });
  const buckets = effect.deleted
    .filter(({ resourceType }) => resourceType === 'AWS::S3::Bucket')
    .map(
      ({ logicalId, physicalId }) =>
        `The bucket ${
          physicalId ?? logicalId
        } must be empty, or the destroy fails at it.`,
    );
  return [...unreadable, ...buckets, ...addedReaders(effect, template)];
}

/** Application Auto Scaling leaves the readers it added, and RDS deletes no cluster that has some (AWS: Aurora Auto Scaling). */
function addedReaders(
  { deleted }: DestroyEffect,
  { Resources = {} }: TemplateDocument,
): string[] {
  return deleted.flatMap(({ logicalId }) => {
    const { Type, Properties } = Resources[logicalId] ?? {};
    return Type === 'AWS::ApplicationAutoScaling::ScalableTarget' &&
      Properties?.ServiceNamespace === 'rds'
      ? [
          'Database readers that auto scaling added are not of the stack: delete those there are first, or the destroy fails at their cluster.',
        ]
      : [];
  });
}
