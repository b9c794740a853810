/** Families with "g" after the generation are Graviton: c7g, m6gd, im4gn; a1 was the first. */
const ARM = /^(a1|[a-z]+\d+[a-z]*g[a-z]*)[.-]/;

/**
 * Families with disks of their own: "d" after the generation (c7gd, m6id, r5dn), and those
 * made for storage or accelerators (AWS: "Instance store volume limits").
 */
const LOCAL_DISK =
  /^([a-z]+\d+[a-z]*d[a-z]*|z1d|(i|im|is|d|h)\d+[a-z]*|x1e?|f\d|g[56]e?|p[45]\w*|trn\d\w*)[.-]/;

/** The processor architecture of an EC2 instance type. */
export function architectureOf(instanceType: string): 'arm64' | 'x86_64' {
  return ARM.test(instanceType) ? 'arm64' : 'x86_64';
}

/** Whether instances of a type have disks of their own (instance store). */
export function hasLocalDisk(instanceType: string): boolean {
  return LOCAL_DISK.test(instanceType);
}
