import { setTimeout as delay } from 'node:timers/promises';

const GIVE_UP_AFTER_MS = 60_000;

/** Reads until what is read fulfils the condition. @throws with what was read last */
export async function until<T>(
  read: () => Promise<T>,
  condition: (value: T) => boolean,
): Promise<T> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    const value = await read();
    if (condition(value)) return value;
    if (Date.now() > giveUpAt) {
      throw new Error(`It stayed like this: ${JSON.stringify(value)}`);
    }
    await delay(100);
  }
}
