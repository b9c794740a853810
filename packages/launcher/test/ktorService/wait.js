'use strict';

const POLL_MS = 50;

/**
 * Waits for a condition.
 *
 * @template T
 * @param {string} what - it is, in words
 * @param {() => Promise<T> | T} condition - met when what it returns is truthy
 * @returns {Promise<T>}
 */
async function until(what, condition, withinMs = 60_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const met = await condition();
    if (met) return met;
    if (Date.now() > deadline) {
      throw new Error(`Not within ${withinMs / 1000} s: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}

module.exports = { until };
