import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '@enginehouse/launcher/src/lock';
import { inCache } from '@enginehouse/launcher/src/paths';
import { anyFreePort } from '@enginehouse/launcher/src/ports';
import { Progress } from '@enginehouse/launcher/src/progress';
import { ensurePython } from '@enginehouse/launcher/src/python';
import { startSandbox } from '@enginehouse/launcher/src/sandbox';
import { Stamps } from '@enginehouse/launcher/src/stamps';
import { Supervisor } from '@enginehouse/launcher/src/supervisor';
import { SandboxControl } from './SandboxControl';

/** How a local AWS is started. */
export interface LocalAwsOptions {
  /** A free port by default. */
  port?: number;
  /** Where the journal lives; by default a folder that `stop` removes. */
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
  /** Ends it at once, as a power cut would; its data stays until `stop`. */
  kill(): Promise<void>;
}

/** Another program may take a free port before the local AWS does. */
const ATTEMPTS = 3;

/**
 * Starts a local AWS and resolves when it answers, which takes some seconds: give a
 * test's hook a timeout. It ends with this process, whatever ends that.
 *
 * @throws LauncherError with the last lines it wrote when it ends, or is not ready, within a minute
 */
export async function startLocalAws(
  options: LocalAwsOptions = {},
): Promise<LocalAws> {
  if (options.port !== undefined) return startAt(options.port, options);
  for (let attempt = 1; ; attempt++) {
    try {
      return await startAt(await anyFreePort(), options);
    } catch (error) {
      if (attempt === ATTEMPTS || !/in use/.test(String(error))) {
        throw error;
      }
    }
  }
}

async function startAt(
  port: number,
  options: LocalAwsOptions,
): Promise<LocalAws> {
  const supervisor = new Supervisor();
  const progress = new Progress();
  progress.hush();
  const context = { supervisor, progress, stamps: new Stamps() };
  const data = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'local-aws-')));
  let ended: Promise<unknown> | undefined;
  const end = async () => {
    await supervisor.stop();
    await ended;
    if (options.dataDir === undefined) {
      await rm(data, { recursive: true, force: true });
    }
  };
  try {
    // Test files start together: one of them makes the Python environment.
    const python = await withLock(
      inCache('prepare.lock'),
      () => {},
      () => ensurePython(context),
    );
    const sandbox = await startSandbox(context, python, {
      port,
      data,
      log: join(data, 'local-aws.log'),
      env: options.env,
    });
    ended = sandbox.ended;
    const endpoint = `http://localhost:${port}`;
    return {
      endpoint,
      control: new SandboxControl(endpoint),
      stop: end,
      kill: () => sandbox.kill(),
    };
  } catch (error) {
    await end();
    throw error;
  }
}
