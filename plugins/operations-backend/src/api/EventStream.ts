import type { Response } from 'express';

const HEARTBEAT_MS = 15_000;
/** Who reads slower than this is ended, and comes back from where it was. */
const MOST_UNSENT_BYTES = 4 * 1024 * 1024;
/** A client that is cut off comes back from where it was. */
const LONGEST_MS = 30 * 60_000;

/** How a stream goes on. */
export interface Following {
  /** Whether the client may still be told; asked at each heartbeat. */
  mayGoOn: () => Promise<boolean>;
  heartbeatMs?: number;
}

/** Server-sent events to one client, with a heartbeat, until either side ends or the client may not read on. */
export class EventStream {
  readonly #response: Response;
  #unsentId: string | undefined;

  /**
   * Opens the stream and runs it; for a client that has gone nothing is started.
   *
   * @param start - starts sending; returns what stops it
   */
  static open(
    response: Response,
    start: (stream: EventStream) => () => void,
    { mayGoOn, heartbeatMs = HEARTBEAT_MS }: Following,
  ): void {
    // Who went while the stream was prepared does not say so again.
    if (response.destroyed) return;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      Connection: 'keep-alive',
      'X-Accel-Buffering': 'no',
    });
    const stream = new EventStream(response);
    stream.#write(': following\n\n');
    const heartbeat = setInterval(() => stream.#beat(mayGoOn), heartbeatMs);
    const end = setTimeout(() => response.end(), LONGEST_MS);
    const stop = start(stream);
    response.on('close', () => {
      clearInterval(heartbeat);
      clearTimeout(end);
      stop();
    });
  }

  private constructor(response: Response) {
    this.#response = response;
  }

  /** Sends one event; the client comes back with the last `id`. */
  send(event: string, data: object, id?: string): void {
    const idLine = id === undefined ? '' : `id: ${id}\n`;
    if (id !== undefined) this.#unsentId = undefined;
    this.#write(`event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`);
  }

  /** The client comes back with this id from the next heartbeat on. */
  remember(id: string): void {
    this.#unsentId = id;
  }

  async #beat(mayGoOn: Following['mayGoOn']): Promise<void> {
    const idLine =
      this.#unsentId === undefined ? '' : `id: ${this.#unsentId}\n`;
    this.#unsentId = undefined;
    this.#write(`${idLine}: still here\n\n`);
    if (!(await mayGoOn().catch(() => false))) this.#response.end();
  }

  #write(text: string): void {
    if (this.#response.writableEnded) return;
    if (this.#response.writableLength > MOST_UNSENT_BYTES) {
      this.#response.destroy();
      return;
    }
    this.#response.write(text);
    flush(this.#response);
  }
}

/** The compression middleware adds `flush`; without it nothing holds the bytes back. */
function flush(response: Response & { flush?: () => void }): void {
  response.flush?.();
}
