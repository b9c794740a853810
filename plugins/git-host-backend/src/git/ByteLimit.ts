import { Transform, type TransformCallback } from 'node:stream';
import { CustomErrorBase } from '@backstage/errors';

/** A body is larger than what is taken. */
export class TooLargeError extends CustomErrorBase {
  readonly statusCode = 413;
}

/** Passes bytes on, up to a limit. */
export class ByteLimit extends Transform {
  #left: number;

  constructor(limit: number) {
    super();
    this.#left = limit;
  }

  _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: TransformCallback,
  ): void {
    this.#left -= chunk.length;
    if (this.#left < 0) {
      done(new TooLargeError('The push is larger than this host takes'));
      return;
    }
    done(null, chunk);
  }
}
