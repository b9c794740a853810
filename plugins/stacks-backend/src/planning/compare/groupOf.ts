/** The part of the stack a resource belongs to: the first construct below the stack, or the AWS service when there is no path. */
export function groupOf(
  constructPath: string | undefined,
  resourceType: string,
): string {
  return (
    constructPath?.split('/')[0] ?? resourceType.split('::')[1] ?? resourceType
  );
}
