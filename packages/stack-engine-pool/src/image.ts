import { architectureOf } from './instanceType';

/** Name under which an environment's `amis` has the image for a baseline and instance type. */
export function imageBaseline(
  stigBaseline: string,
  instanceType: string,
): string {
  return architectureOf(instanceType) === 'arm64'
    ? `${stigBaseline}-arm64`
    : stigBaseline;
}
