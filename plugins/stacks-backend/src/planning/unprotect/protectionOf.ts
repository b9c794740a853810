import type { TemplateResource } from '../compare/Comparison';

const FLAGS = [
  'DeletionProtection',
  'DeletionProtectionEnabled',
  'DisableApiTermination',
  'EnableDeletionProtection',
];

/** What keeps AWS from deleting a resource, as its template says; `undefined` when nothing readable does. */
export function protectionOf({
  Properties,
}: TemplateResource): string | undefined {
  if (FLAGS.some(flag => isOn(Properties?.[flag]))) {
    return 'deletion protection is on';
  }
  const attributes = Properties?.LoadBalancerAttributes;
  const protecting =
    Array.isArray(attributes) &&
    attributes.some(
      a => a?.Key === 'deletion_protection.enabled' && isOn(a.Value),
    );
  return protecting ? 'deletion protection is on' : undefined;
}

function isOn(value: unknown): boolean {
  return ['true', 'active', 'on'].includes(String(value).toLowerCase());
}
