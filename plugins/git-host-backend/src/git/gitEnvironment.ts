/**
 * The whole environment of a git process: nothing of the portal's own, no configuration of the machine or the user, no prompt, no hooks.
 *
 * @param extra - variables of this call
 * @param settings - git configuration of this call
 */
export function gitEnvironment(
  extra: Record<string, string> = {},
  settings: Record<string, string> = {},
): NodeJS.ProcessEnv {
  const entries = Object.entries({
    'core.hooksPath': '/dev/null',
    // The folder may have been made by another user of the same container image.
    'safe.directory': '*',
    ...settings,
  });
  return {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(entries.length),
    ...Object.fromEntries(
      entries.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
    ...extra,
  };
}
