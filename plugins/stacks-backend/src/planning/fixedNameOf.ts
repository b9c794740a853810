import type { TemplateResource } from './compare/Comparison';

/** The properties that give a resource its physical name. */
const NAME_PROPERTY =
  /^(Name|(Bucket|LogGroup|Alarm|Topic|Queue|Role|Table|Function|Cluster|Repository|AutoScalingGroup|LoadBalancer|DBInstance|DBCluster|Alias|Secret|LaunchTemplate)(Name|Identifier))$/;

/** The physical name a template gives a resource as a literal; `undefined` when CloudFormation chooses it. */
export function fixedNameOf({
  Properties,
}: TemplateResource): string | undefined {
  const found = Object.entries(Properties ?? {}).find(
    ([property, value]) =>
      NAME_PROPERTY.test(property) && typeof value === 'string',
  );
  return found && String(found[1]);
}
