/** Name of a plan's change set, known before it is made: it starts with a letter, as CloudFormation demands. */
export function changeSetName(planId: string): string {
  return `enginehouse-${planId}`;
}
