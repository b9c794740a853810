'use strict';

const LINES_SHOWN = 20;
const WIDTH = 500;

/**
 * The part of a service's log that tells why it ended: the errors of a log of
 * JSON lines, else its last lines.
 *
 * @param {string} log
 * @returns {string}
 */
function lastWords(log) {
  const lines = log.trimEnd().split('\n').map(readLine);
  const errors = lines.filter(({ level }) => level === 'error');
  return (errors.length > 0 ? errors : lines)
    .slice(-LINES_SHOWN)
    .map(({ text }) => text.slice(0, WIDTH))
    .join('\n');
}

function readLine(line) {
  try {
    const { level, message, plugin } = JSON.parse(line);
    return { level, text: plugin ? `${plugin}: ${message}` : message };
  } catch {
    return { level: undefined, text: line };
  }
}

module.exports = { lastWords };
