'use strict';

/**
 * A failure the person at the terminal can do something about. Its message is
 * one line that says what is wrong and what to do; it is printed without a
 * stack trace and the launcher ends with exit code 1.
 */
class LauncherError extends Error {
  name = 'LauncherError';
}

const CAUSES = [
  {
    pattern: /ENOSPC|no space left on device/i,
    say: what =>
      `${what}: the disk is full. Free at least 3 GB and run the command again.`,
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|socket hang up|getaddrinfo|Failed to establish a new connection|Name or service not known|Temporary failure in name resolution|connect timed out|TimeoutError|Max retries exceeded|CERT_|self.signed certificate|proxy.*(refused|failed)/i,
    say: (what, registry) =>
      `${what}: the ${registry} cannot be reached. Check the network and proxy settings and run the command again.`,
  },
  {
    pattern: /EACCES|EROFS|permission denied|read-only file system/i,
    say: (what, _registry, line) =>
      `${what}: no permission to write (${line}). Give this user the folder and run the command again.`,
  },
];

/**
 * Turns the output of a failed tool into one line for the person at the terminal.
 *
 * @param {string} what - the step that failed, e.g. "Installing packages"
 * @param {string} output - everything the tool printed
 * @param {string} registry - the words for the server the tool downloads from
 * @returns {LauncherError | undefined} undefined when the cause is none of those known
 */
function knownCause(what, output, registry) {
  for (const { pattern, say } of CAUSES) {
    const match = output.split('\n').find(line => pattern.test(line));
    if (match) {
      return new LauncherError(say(what, registry, match.trim()));
    }
  }
  return undefined;
}

module.exports = { LauncherError, knownCause };
