/** A file of an instance. */
export interface InstanceFile {
  path: string;
  content: string;
  /** A program may be run; anything else may only be read. */
  program?: boolean;
}

/** Shell lines that write a file as it is: nothing in it is expanded. */
export function writeFile({ path, content, program }: InstanceFile): string {
  const mode = program ? '0755' : '0644';
  return `install -D -m ${mode} /dev/stdin ${path} <<'END_OF_FILE'\n${content.trim()}\nEND_OF_FILE`;
}
