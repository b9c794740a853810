/** One server-sent event. */
export interface ReceivedEvent {
  event: string;
  id?: string;
  data: string;
}

/** Reads server-sent events until it is closed. */
export class EventStreamReader {
  readonly events: ReceivedEvent[] = [];
  readonly #abort = new AbortController();

  /** @throws when the answer is no event stream */
  static async open(url: string): Promise<EventStreamReader> {
    const reader = new EventStreamReader();
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream' },
      signal: reader.#abort.signal,
    });
    if (!response.ok || !response.body) {
      throw new Error(`${response.status}: ${await response.text()}`);
    }
    reader.#read(response.body.pipeThrough(new TextDecoderStream()));
    return reader;
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(chunks: AsyncIterable<string>): Promise<void> {
    let text = '';
    try {
      for await (const chunk of chunks) {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error;
    }
  }

  #take(block: string): void {
    const field = (name: string) =>
      block
        .split('\n')
        .find(line => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const event = field('event');
    if (event === undefined) return;
    this.events.push({ event, id: field('id'), data: field('data') ?? '' });
  }
}
