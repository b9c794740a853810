/** Families with "g" after the generation are Graviton: c7g, m6gd, im4gn; a1 was the first. */
const ARM = /^(a1|[a-z]+\d+[a-z]*g[a-z]*)[.-]/;

/** Name of the public SSM parameter that holds the current Amazon Linux 2023 image. */
export function imageParameter(instanceType: string): string {
  const architecture = ARM.test(instanceType) ? 'arm64' : 'x86_64';
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}
