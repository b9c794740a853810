import { Unpriceable } from './Charge';
import { Properties } from './StackView';

/**
 * A property's text.
 *
 * @throws Unpriceable when the template does not say it.
 */
export function textOf(
  properties: Properties,
  name: string,
  otherwise?: string,
): string {
  const value = properties[name] ?? otherwise;
  if (typeof value !== 'string') throw unknown(name);
  return value;
}

/**
 * A property's number, which CloudFormation also takes as text.
 *
 * @throws Unpriceable when the template does not say it.
 */
export function numberOf(
  properties: Properties,
  name: string,
  otherwise?: number,
): number {
  const value = properties[name] ?? otherwise;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw unknown(name);
  return number;
}

/**
 * The members of a list property.
 *
 * @throws Unpriceable when the template does not say them.
 */
export function listOf(properties: Properties, name: string): unknown[] {
  const value = properties[name];
  if (!Array.isArray(value)) throw unknown(name);
  return value;
}

function unknown(name: string): Unpriceable {
  return new Unpriceable(`The template does not say ${name}.`);
}
