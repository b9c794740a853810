import { isAbsolute } from 'node:path';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const MIB = 1024 * 1024;
const DEFAULT_MAX_PUSH_MIB = 100;

/** The `gitHost` section, read. */
export interface GitHostConfig {
  /** Absolute. */
  directory: string;
  maxPushBytes: number;
}

/**
 * @returns undefined when the host is off, which it is unless `gitHost.enabled` says otherwise
 * @throws InputError naming the key, its value and what is accepted
 */
export function readGitHostConfig(
  config: RootConfigService,
): GitHostConfig | undefined {
  const section = config.getOptionalConfig('gitHost');
  if (!section?.getOptionalBoolean('enabled')) {
    return undefined;
  }
  const directory = section.getOptionalString('directory');
  if (!directory || !isAbsolute(directory)) {
    throw new InputError(
      `gitHost.directory: '${
        directory ?? ''
      }' is no absolute path; accepted: the folder the repositories are to live in, for example /var/lib/enginehouse/git`,
    );
  }
  const maxPushMiB =
    section.getOptionalNumber('maxPushMiB') ?? DEFAULT_MAX_PUSH_MIB;
  if (!(maxPushMiB > 0)) {
    throw new InputError(
      `gitHost.maxPushMiB: ${maxPushMiB} is not accepted; accepted: a number above 0, in MiB`,
    );
  }
  return { directory, maxPushBytes: Math.floor(maxPushMiB * MIB) };
}
