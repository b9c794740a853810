import { CfnElement, Stack } from 'aws-cdk-lib';
import { SynthesisError } from './SynthesisError';

/** CloudFormation's quota (AWS: CloudFormation quotas); CDK itself checks that of 500 resources. */
const MAX_TEMPLATE_BYTES = 1_000_000;

export interface TemplateResource {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Metadata?: Record<string, unknown>;
}

/** A CloudFormation template, as far as it is read here. */
export interface Template {
  Description?: string;
  Transform?: unknown;
  Parameters?: Record<string, { Type: string; NoEcho?: boolean | string }>;
  Resources: Record<string, TemplateResource>;
  Outputs?: Record<string, { Value: unknown; Description?: string }>;
}

/** @throws SynthesisError when CloudFormation or the portal cannot take the template. */
export function checkLimits(template: Template, bytes: number): void {
  const resources = Object.entries(template.Resources ?? {});
  if (resources.length === 0) {
    throw new SynthesisError(
      'The stack has no resources; it needs at least one',
    );
  }
  if (bytes > MAX_TEMPLATE_BYTES) {
    throw new SynthesisError(
      `The template has ${bytes} bytes; CloudFormation takes ${MAX_TEMPLATE_BYTES}: split it into several stacks`,
    );
  }
  const nested = resources.find(
    ([, r]) => r.Type === 'AWS::CloudFormation::Stack',
  );
  if (nested) {
    throw new SynthesisError(
      `${nested[0]} is a nested stack; a plan could not show what changes inside it: make it a stack of its own`,
    );
  }
}

const IAM_NAMES: Record<string, string | undefined> = {
  'AWS::IAM::AccessKey': undefined,
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': undefined,
};

/** What must be acknowledged for the template (AWS: CreateChangeSet, Capabilities). */
export function iamCapabilities(template: Template): string[] {
  const iam = Object.values(template.Resources).filter(
    r => r.Type in IAM_NAMES,
  );
  const named = iam.some(r => {
    const nameProperty = IAM_NAMES[r.Type];
    return nameProperty && r.Properties?.[nameProperty] !== undefined;
  });
  return [
    ...(template.Transform ? ['CAPABILITY_AUTO_EXPAND'] : []),
    ...(iam.length > 0 ? ['CAPABILITY_IAM'] : []),
    ...(named ? ['CAPABILITY_NAMED_IAM'] : []),
  ];
}

/** Construct path of each element, without the stack's own id. */
export function constructPaths(stack: Stack): Record<string, string> {
  const elements = stack.node.findAll().filter(CfnElement.isCfnElement);
  return Object.fromEntries(
    elements.map(element => [
      stack.resolve(element.logicalId) as string,
      element.node.path.slice(stack.node.path.length + 1),
    ]),
  );
}
