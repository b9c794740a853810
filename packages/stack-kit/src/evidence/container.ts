import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract, pack } from 'tar-stream';
import { EvidenceError } from './EvidenceError';
import type { Files } from './files';

/** What would differ by machine or time is the same in every bundle: any tar reads it, and the same files give the same bytes. */
const SAME = { mode: 0o644, uid: 0, gid: 0, mtime: new Date(0) };

/** Files as one tar, sorted by name. */
export async function packFiles(files: Files): Promise<Buffer> {
  const tar = pack();
  for (const name of [...files.keys()].sort()) {
    tar.entry({ ...SAME, name }, Buffer.from(files.get(name) ?? []));
  }
  tar.finalize();
  return buffer(tar);
}

/**
 * The files of a tar that `packFiles` made.
 *
 * @throws EvidenceError for anything else: what says nothing about the files, such as times and padding, must be as it is always.
 */
export async function unpackFiles(bytes: Uint8Array): Promise<Files> {
  const files = new Map<string, Uint8Array>();
  try {
    for await (const entry of Readable.from([bytes]).pipe(extract())) {
      files.set(entry.header.name, await buffer(entry));
    }
  } catch (error) {
    throw new EvidenceError(
      `This is no evidence bundle: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  const packed = await packFiles(files);
  if (packed.equals(bytes)) return files;
  const at = packed.findIndex((byte, index) => byte !== bytes[index]);
  throw new EvidenceError(
    `The container is not as the portal packs it, from byte ${
      at < 0 ? packed.length : at
    } on`,
  );
}
