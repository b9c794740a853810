'use strict';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
const REMINDER_MS = 10_000;
const DETAIL_WIDTH = 80;
const CLEAR = '\r\x1b[K';

/** @returns {string} such as "8 s" or "2 min 5 s" */
function duration(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Says what is happening: on a terminal one line that keeps its place, with
 * the elapsed time; elsewhere a line per step and one every ten seconds.
 * Several steps may run at once.
 */
class Progress {
  #out;
  #quiet = false;
  /** One function per running step, which gives the line for it. */
  #running = new Set();
  #animation;

  /** @param {NodeJS.WriteStream} [out] */
  constructor(out = process.stdout) {
    this.#out = out;
  }

  /** Prints a line of its own. */
  say(text = '') {
    this.#write(`${this.#animation ? CLEAR : ''}${text}\n`);
  }

  /** Prints nothing from here on. */
  hush() {
    if (this.#animation) this.#write(CLEAR);
    this.#quiet = true;
  }

  /**
   * Runs one step.
   *
   * @template T
   * @param {string} title - "Installing packages"
   * @param {(detail: (text: string) => void) => Promise<T>} work - may report what it does right now
   * @returns {Promise<T>}
   */
  async step(title, work) {
    const start = Date.now();
    const elapsed = () => duration(Date.now() - start);
    let detail = '';
    const line = () => `${title} (${elapsed()}) ${detail}`.trimEnd();
    const stopShowing = this.#out.isTTY
      ? this.#animate(line)
      : this.#remind(title, line);
    let mark = '✖';
    try {
      const result = await work(text => {
        detail = text.slice(0, DETAIL_WIDTH);
      });
      mark = '✔';
      return result;
    } finally {
      stopShowing();
      this.say(`${mark} ${title} (${elapsed()})`);
    }
  }

  #animate(line) {
    this.#running.add(line);
    let frame = 0;
    this.#animation ??= setInterval(() => {
      const steps = [...this.#running].map(text => text()).join(' · ');
      const text = `${FRAMES[frame++ % FRAMES.length]} ${steps}`;
      const width = (this.#out.columns || 80) - 1;
      this.#write(`${CLEAR}${text.slice(0, width)}`);
    }, FRAME_MS);
    return () => {
      this.#running.delete(line);
      this.#write(CLEAR);
      if (this.#running.size > 0) return;
      clearInterval(this.#animation);
      this.#animation = undefined;
    };
  }

  #remind(title, line) {
    this.say(`${title} …`);
    const timer = setInterval(() => this.say(`… ${line()}`), REMINDER_MS);
    return () => clearInterval(timer);
  }

  #write(text) {
    if (!this.#quiet) this.#out.write(text);
  }
}

module.exports = { Progress, duration };
