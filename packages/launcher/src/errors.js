'use strict';

/**
 * A failure the person at the terminal can do something about. Its message is
 * one line that says what is wrong and what to do; it is printed without a
 * stack trace and the launcher ends with exit code 1.
 */
class LauncherError extends Error {
  name = 'LauncherError';
}

const DISK_FULL = /ENOSPC|no space left on device/i;
const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|getaddrinfo|socket hang up|tunneling socket|RequestError|Failed to establish a new connection|NewConnectionError|Max retries exceeded|ConnectTimeout|CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT/i;
const FORBIDDEN = /EACCES|EROFS|permission denied|read-only file system/i;

/**
 * Turns the output of a failed tool into one line for the person at the terminal.
 *
 * @param {string} what - the step that failed, such as "Installing packages"
 * @param {string} output - everything the tool printed
 * @param {string} [registry] - the words for the server the tool downloads from, if it does
 * @returns {LauncherError | undefined} undefined when the cause is none of those known
 */
function knownCause(what, output, registry) {
  const line = pattern =>
    output
      .split('\n')
      .find(text => pattern.test(text))
      ?.trim();
  const again = 'run the command again';
  if (line(DISK_FULL)) {
    return new LauncherError(
      `${what}: the disk is full. Free at least 3 GB and ${again}.`,
    );
  }
  if (!registry) return undefined;
  if (line(UNREACHABLE)) {
    return new LauncherError(
      `${what}: the ${registry} cannot be reached (${line(
        UNREACHABLE,
      )}). Check the network and proxy settings and ${again}.`,
    );
  }
  if (line(FORBIDDEN)) {
    return new LauncherError(
      `${what}: no permission to write (${line(
        FORBIDDEN,
      )}). Give this user the folder and ${again}.`,
    );
  }
  return undefined;
}

module.exports = { LauncherError, knownCause };
