import type { Change } from '@enginehouse/plugin-stacks-common';
import type { TemplateDocument, TemplateResource } from './Comparison';
import { fixedNameOf } from '../fixedNameOf';
import { protectionOf } from '../unprotect/protectionOf';

interface Input {
  before: TemplateDocument;
  after: TemplateDocument;
  changes: Change[];
  /** Construct path by logical id of `after`. */
  paths: Record<string, string>;
}

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';

/** What a person would not guess from the changes alone: what happens, or does not happen, to what runs. */
export function noticesFor(input: Input): string[] {
  return [rolling, capacity, bounds, retained, protecting].flatMap(rule =>
    rule(input),
  );
}

/** A launch template's change reaches running instances only through an update policy. */
function rolling({ after, changes }: Input): string[] {
  const changed = changes.some(
    c => c.resourceType === LAUNCH_TEMPLATE && /modify|replace/.test(c.action),
  );
  if (!changed) return [];
  const groups = ofType(after, GROUP).map(([, group]) => group);
  const rolls = groups.filter(
    g =>
      g.UpdatePolicy?.AutoScalingRollingUpdate ??
      g.UpdatePolicy?.AutoScalingReplacingUpdate,
  );
  return groups.length > 0 && rolls.length === groups.length
    ? [
        'The launch template changes: running instances are replaced in batches.',
      ]
    : [
        'The launch template changes: running instances keep the old one. Only instances started from now on use the new one; the operation Roll on the Health tab replaces the others.',
      ];
}

function capacity({ before, after, paths }: Input): string[] {
  return ofType(after, GROUP).flatMap(([logicalId, group]) => {
    if (before.Resources?.[logicalId]) return [];
    if (group.Properties?.DesiredCapacity !== undefined) return [];
    return [
      `${nameOf(logicalId, paths)} starts with ${
        group.Properties?.MinSize
      } instances, its minimum. Scaling moves the number within ${
        group.Properties?.MinSize
      } and ${group.Properties?.MaxSize}; no later plan resets it.`,
    ];
  });
}

function bounds({ before, after, paths }: Input): string[] {
  return ofType(after, GROUP).flatMap(([logicalId, group]) => {
    const old = before.Resources?.[logicalId]?.Properties;
    if (!old) return [];
    const name = nameOf(logicalId, paths);
    const { MinSize: min, MaxSize: max } = group.Properties ?? {};
    return [
      ...(Number(min) > Number(old.MinSize)
        ? [
            `The minimum of ${name} rises from ${old.MinSize} to ${min}: instances are started where fewer run.`,
          ]
        : []),
      ...(Number(max) < Number(old.MaxSize)
        ? [
            `The maximum of ${name} falls from ${old.MaxSize} to ${max}: instances are ended where more run.`,
          ]
        : []),
      ...(Number(min) < Number(old.MinSize) || Number(max) > Number(old.MaxSize)
        ? [
            `The bounds of ${name} widen to ${min} and ${max}: this alone starts or ends no instance.`,
          ]
        : []),
    ];
  });
}

/** What is left behind outside the stack, and what its name then blocks. */
function retained({ before, changes }: Input): string[] {
  return changes.flatMap(({ logicalId, action, resourceType }) => {
    const old = before.Resources?.[logicalId];
    const stays =
      action === 'retain' ||
      (action === 'replace' && old?.UpdateReplacePolicy === 'Retain');
    if (!old || !stays) return [];
    const name = fixedNameOf(old);
    return [
      `${logicalId} (${resourceType}) stays in the account, outside the stack${
        name ? `, and its name ${name} cannot be used again meanwhile` : ''
      }.`,
    ];
  });
}

/** What was unprotected to be destroyed, and was not, is protected again. */
function protecting({ before, after, paths }: Input): string[] {
  return Object.entries(after.Resources ?? {}).flatMap(([logicalId, now]) => {
    const old = before.Resources?.[logicalId];
    return old && protectionOf(now) && !protectionOf(old)
      ? [
          `${nameOf(logicalId, paths)} (${
            now.Type
          }) is protected against deletion again: a destroy is refused until that is lifted.`,
        ]
      : [];
  });
}

/** Where the definition made a resource, without the part every construct of its kind has: `Engines` of `Engines/ASG`. */
function nameOf(logicalId: string, paths: Record<string, string>): string {
  return paths[logicalId]?.replace(/\/(ASG|Resource)$/, '') ?? logicalId;
}

function ofType(
  template: TemplateDocument,
  type: string,
): [string, TemplateResource][] {
  return Object.entries(template.Resources ?? {}).filter(
    ([, resource]) => resource.Type === type,
  );
}
