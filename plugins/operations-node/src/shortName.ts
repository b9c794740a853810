import type { StackView } from './StackView';

/**
 * A name without the stack's, which CloudFormation puts before the names it makes up.
 * @public
 */
export function shortName(
  name: string,
  stack: Pick<StackView, 'name'>,
): string {
  const prefix = `${stack.name}-`.toLowerCase();
  return name.toLowerCase().startsWith(prefix)
    ? name.slice(prefix.length)
    : name;
}
