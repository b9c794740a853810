'use strict';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
const REMINDER_MS = 10_000;

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
 */
class Progress {
  #out;
  #quiet = false;

  /** @param {NodeJS.WriteStream} [out] */
  constructor(out = process.stdout) {
    this.#out = out;
  }

  /** Prints a line of its own. */
  say(text = '') {
    this.#write(`${text}\n`);
  }

  /** Prints nothing from here on. */
  hush() {
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
    const stopShowing = this.#out.isTTY
      ? this.#animate(() => `${title} (${elapsed()}) ${detail}`)
      : this.#remind(title, () => `… ${title}, ${elapsed()}. ${detail}`);
    let done = false;
    try {
      const result = await work(text => {
        detail = text;
      });
      done = true;
      return result;
    } finally {
      stopShowing();
      this.say(`${done ? '✔' : '✖'} ${title} (${elapsed()})`);
    }
  }

  #animate(line) {
    let frame = 0;
    const timer = setInterval(() => {
      const text = `${FRAMES[frame++ % FRAMES.length]} ${line()}`;
      const width = (this.#out.columns ?? 80) - 1;
      this.#write(`\r\x1b[K${text.trimEnd().slice(0, width)}`);
    }, FRAME_MS);
    return () => {
      clearInterval(timer);
      this.#write('\r\x1b[K');
    };
  }

  #remind(title, line) {
    this.say(`${title} …`);
    const timer = setInterval(() => this.say(line().trimEnd()), REMINDER_MS);
    return () => clearInterval(timer);
  }

  #write(text) {
    if (!this.#quiet) this.#out.write(text);
  }
}

module.exports = { Progress, duration };
