import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SandboxControl } from './SandboxControl';
import { freePort } from './freePort';
import { SandboxProcess } from './SandboxProcess';

export interface LocalAwsOptions {
  /** A free port by default. */
  port?: number;
  /** Where the journal lives; a folder that `stop` removes by default. */
  dataDir?: string;
  /** Added to this process's environment, such as `SANDBOX_CFN_STEP_SECONDS`. */
  env?: Record<string, string>;
}

/** A running local AWS. */
export interface LocalAws {
  /** Such as `http://localhost:5300`; the host name matters to the CDK toolkit. */
  endpoint: string;
  control: SandboxControl;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would; the data folder stays. */
  kill(): Promise<void>;
}

/**
 * Starts a local AWS and resolves when it answers. It ends with this process.
 *
 * @throws with the last lines it wrote when it ends, or is not ready, within a minute
 */
export async function startLocalAws(
  options: LocalAwsOptions = {},
): Promise<LocalAws> {
  const port = options.port ?? (await freePort());
  const dataDir =
    options.dataDir ?? (await mkdtemp(join(tmpdir(), 'local-aws-')));
  const sandbox = new SandboxProcess({ port, dataDir, env: options.env ?? {} });
  const forgetData = async () => {
    if (options.dataDir === undefined) {
      await rm(dataDir, { recursive: true, force: true });
    }
  };
  try {
    await sandbox.ready();
  } catch (error) {
    await sandbox.end('SIGKILL');
    await forgetData();
    throw error;
  }
  return {
    endpoint: sandbox.endpoint,
    control: new SandboxControl(sandbox.endpoint),
    stop: async () => {
      await sandbox.end('SIGTERM');
      await forgetData();
    },
    kill: () => sandbox.end('SIGKILL'),
  };
}
