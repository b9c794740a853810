/** What a stack provides for others to bind to. */
export interface CapabilityInfo {
  description: string;
  /** What each of its values is, in words, by name. Each is an output of the stack. */
  values: Readonly<Record<string, string>>;
  /** What whoever binds to it needs to use it; nothing when left out. */
  grants?: CapabilityGrants;
}

/** Access to what a capability offers. `{name}` in a text stands for the capability's value of that name. */
export interface CapabilityGrants {
  /** IAM statements of whoever binds. */
  statements?: readonly GrantedStatement[];
  /** Security groups that have to let in whoever binds. */
  ingress?: readonly GrantedIngress[];
}

/** An allowing IAM statement, in texts with the capability's values. */
export interface GrantedStatement {
  /** IAM actions such as `s3:GetObject`. */
  actions: readonly string[];
  /** ARNs such as `{bucketArn}/*`. */
  resources: readonly string[];
}

/** A way in through a security group, in texts with the capability's values. */
export interface GrantedIngress {
  /** Id of the security group, such as `{securityGroupId}`. */
  securityGroup: string;
  /** TCP port. */
  port: number;
}

/** A capability as a build that binds to it sees it. */
export interface Binding {
  /** Values of the capability by name. */
  values: Record<string, string>;
  /** What it takes to use them. */
  grants: CapabilityGrants;
}

/** Key of the stack output that holds a value: `dagger:endpoint` and `endpointUrl` make `DaggerEndpointEndpointUrl`. */
export function outputKey(capability: string, value: string): string {
  return [...capability.split(/[^A-Za-z0-9]+/), value]
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Which capability's value each output of a definition's stacks is, by its key. */
export function capabilityOutputs(
  capabilities: Readonly<Record<string, CapabilityInfo>>,
): Record<string, { capability: string; value: string }> {
  return Object.fromEntries(
    Object.entries(capabilities).flatMap(([capability, { values }]) =>
      Object.keys(values).map(value => [
        outputKey(capability, value),
        { capability, value },
      ]),
    ),
  );
}
