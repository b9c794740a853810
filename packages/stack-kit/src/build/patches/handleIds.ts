import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Logical id of the resource behind each handle; `undefined` for what was there before the stack. */
export function handleIds(
  stack: Stack,
  handles: Readonly<Record<string, IConstruct>>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(handles).map(([name, construct]) => {
      const element = CfnResource.isCfnResource(construct)
        ? construct
        : construct.node.defaultChild;
      return [
        name,
        element && CfnResource.isCfnResource(element)
          ? (stack.resolve(element.logicalId) as string)
          : undefined,
      ];
    }),
  );
}
