import { once } from 'node:events';
import type { Readable } from 'node:stream';

const MAX_BYTES = 16 * 1024;
const BLANK_LINE = /\r?\n\r?\n/;
const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e\t]*)$/;
const STATUS = /^([2-5]\d\d)(?: |$)/;

/** The header of a CGI response (RFC 3875, 6). */
export interface CgiHead {
  status: number;
  /** Names in lower case; without `status`. */
  headers: Map<string, string>;
}

/**
 * Parses the header of a CGI response, without its blank line.
 *
 * @throws Error naming the line that is not one of a header
 */
export function parseCgiHead(text: string): CgiHead {
  const headers = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = FIELD.exec(line) ?? [];
    if (!name) {
      throw new Error(`git http-backend answered '${line}' for a header`);
    }
    headers.set(name.toLowerCase(), value);
  }
  const given = headers.get('status');
  const [, status] =
    given === undefined ? ['', '200'] : STATUS.exec(given) ?? [];
  if (!status) {
    throw new Error(`git http-backend answered the status '${given}'`);
  }
  headers.delete('status');
  return { status: Number(status), headers };
}

/**
 * Reads the header of a CGI response; what follows it stays in the stream.
 *
 * @throws Error when the stream ends, or 16 KiB have passed, without one
 */
export async function readCgiHead(stdout: Readable): Promise<CgiHead> {
  let read = Buffer.alloc(0);
  for (;;) {
    const chunk: Buffer | null = stdout.read();
    if (!chunk) {
      if (!(await readable(stdout))) {
        throw new Error('git http-backend ended without an answer');
      }
      continue;
    }
    read = Buffer.concat([read, chunk]);
    // One byte is one character: positions in the text are positions in the buffer.
    const text = read.toString('latin1');
    const end = BLANK_LINE.exec(text);
    if (end) {
      const rest = read.subarray(end.index + end[0].length);
      if (rest.length > 0) {
        stdout.unshift(rest);
      }
      return parseCgiHead(text.slice(0, end.index));
    }
    if (read.length > MAX_BYTES) {
      throw new Error(
        `git http-backend answered no header in ${MAX_BYTES} bytes`,
      );
    }
  }
}

/** Waits until there is something to read; false when the stream has ended instead. */
export async function readable(stream: Readable): Promise<boolean> {
  if (stream.readableLength > 0) {
    return true;
  }
  if (stream.readableEnded || stream.destroyed) {
    return false;
  }
  const stop = new AbortController();
  const { signal } = stop;
  try {
    await Promise.race([
      once(stream, 'readable', { signal }),
      once(stream, 'end', { signal }),
      once(stream, 'close', { signal }),
    ]);
  } finally {
    stop.abort();
  }
  return stream.readableLength > 0;
}
