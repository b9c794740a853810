import type { Container, Service, TaskDefinition } from '@aws-sdk/client-ecs';

/**
 * The image of the container that takes requests, or else of the first.
 *
 * @param containers - of a task; without them the image is the definition's
 */
export function mainImage(
  { loadBalancers = [] }: Service,
  definition: TaskDefinition | undefined,
  containers: Container[] = [],
): string | undefined {
  const defined = definition?.containerDefinitions ?? [];
  const main = loadBalancers[0]?.containerName ?? defined[0]?.name;
  const isMain = ({ name }: { name?: string }) => name === main;
  return containers.find(isMain)?.image ?? defined.find(isMain)?.image;
}

/** The tag of an image, or the beginning of its digest; `latest` when it has neither. */
export function tagOf(image: string): string {
  const [name, digest] = image.slice(image.lastIndexOf('/') + 1).split('@');
  const tag = name.split(':')[1];
  return tag ?? digest?.slice(0, 'sha256:'.length + 12) ?? 'latest';
}

/**
 * Of a task in words: "0.5 vCPU, 1 GB".
 *
 * @param cpu - 1024 are a vCPU
 * @param memory - MiB
 */
export function sizeOf(cpu?: string, memory?: string): string | undefined {
  if (!cpu || !memory) return undefined;
  return `${Number(cpu) / 1024} vCPU, ${Number(memory) / 1024} GB`;
}
