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
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|socket hang up|tunneling socket|Failed to establish a new connection|NewConnectionError|Max retries exceeded|ConnectTimeout|CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT/i;
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
  const again = 'run the command again';
  if (DISK_FULL.test(output)) {
    return new LauncherError(
      `${what}: the disk is full. Free at least 3 GB and ${again}.`,
    );
  }
  if (!registry) return undefined;
  const [unreachable] = UNREACHABLE.exec(output) ?? [];
  if (unreachable) {
    return new LauncherError(
      `${what}: the ${registry} cannot be reached (${unreachable}). Check the network and proxy settings and ${again}.`,
    );
  }
  const forbidden = output.split('\n').find(line => FORBIDDEN.test(line));
  if (forbidden) {
    return new LauncherError(
      `${what}: no permission to write (${forbidden.trim()}). Give this user the folder and ${again}.`,
    );
  }
  return undefined;
}

module.exports = { LauncherError, knownCause };
