/** Properties whose update interrupts the resource (AWS: CloudFormation resource reference, "Update requires: Some interruptions"; RDS API reference, "results in an outage"). */
const INTERRUPTING: Record<string, readonly string[]> = {
  'AWS::EC2::Instance': ['InstanceType', 'EbsOptimized', 'UserData'],
  'AWS::RDS::DBCluster': ['EngineVersion'],
  'AWS::RDS::GlobalCluster': ['EngineVersion'],
  'AWS::RDS::DBInstance': ['DBInstanceClass', 'EngineVersion'],
};

/** Marks a change that interrupts what runs; empty where AWS documents no interruption that we know of. */
export function interrupts(
  resourceType: string,
  properties: readonly { path: string }[],
): { interrupts?: true } {
  const known = INTERRUPTING[resourceType] ?? [];
  return properties.some(({ path }) => known.includes(path))
    ? { interrupts: true }
    : {};
}
