import {
  BaseCredentials,
  StackSelectionStrategy,
  Toolkit,
} from '@aws-cdk/toolkit-lib';
import type { DriftResult, IoMessage } from '@aws-cdk/toolkit-lib';
import { App, BootstraplessSynthesizer } from 'aws-cdk-lib';
import type { Stack, StackProps } from 'aws-cdk-lib';
import { ACCOUNT, CREDENTIALS, REGION } from './clients';

/** Makes the one stack of an app from the properties every stack here has. */
export type BuildStack = (app: App, props: StackProps) => Stack;

type CachedAssembly = Awaited<ReturnType<Toolkit['synth']>>;

const ALL = { strategy: StackSelectionStrategy.ALL_STACKS };

/**
 * The CDK toolkit as a library. It reads `AWS_ENDPOINT_URL` from the environment, as
 * there is no other way to give it an endpoint.
 */
export class Deployer {
  #noOp = false;
  readonly #toolkit = new Toolkit({
    ioHost: {
      notify: async message => this.#notice(message),
      requestResponse: async request => request.defaultResponse,
    },
    color: false,
    emojis: false,
    sdkConfig: {
      baseCredentials: BaseCredentials.custom({
        provider: async () => CREDENTIALS,
        region: REGION,
      }),
    },
  });

  /** Deploys by change set; `noOp` when there was nothing to do. */
  async deploy(build: BuildStack) {
    const { stacks } = await this.#with(build, source =>
      this.#toolkit.deploy(source, {
        stacks: ALL,
        stackEventPollingInterval: 100,
      }),
    );
    return { ...stacks[0], noOp: this.#noOp };
  }

  /** What a deployment would change: the names of properties by logical id of their resource. */
  async diff(build: BuildStack): Promise<Record<string, string[]>> {
    const diffs = await this.#with(build, source =>
      this.#toolkit.diff(source, { stacks: ALL }),
    );
    const { changes } = Object.values(diffs)[0].resources;
    return Object.fromEntries(
      Object.entries(changes).map(([id, change]) => [
        id,
        Object.keys(change.propertyUpdates),
      ]),
    );
  }

  async drift(build: BuildStack): Promise<DriftResult> {
    const drifts = await this.#with(build, source =>
      this.#toolkit.drift(source, { stacks: ALL }),
    );
    return Object.values(drifts)[0];
  }

  async destroy(build: BuildStack): Promise<void> {
    await this.#with(build, source =>
      this.#toolkit.destroy(source, { stacks: ALL }),
    );
  }

  async #with<T>(
    build: BuildStack,
    act: (assembly: CachedAssembly) => Promise<T>,
  ): Promise<T> {
    const assembly = await this.#toolkit.synth(await this.#source(build));
    try {
      return await act(assembly);
    } finally {
      await assembly.dispose();
    }
  }

  #source(build: BuildStack) {
    return this.#toolkit.fromAssemblyBuilder(
      async ({ outdir, context }) => {
        const app = new App({
          outdir,
          context,
          autoSynth: false,
          treeMetadata: false,
        });
        build(app, {
          env: { account: ACCOUNT, region: REGION },
          synthesizer: new BootstraplessSynthesizer(),
        });
        return app.synth();
      },
      {
        clobberEnv: false,
        resolveDefaultEnvironment: false,
        disposeOutdir: true,
        lookups: false,
      },
    );
  }

  #notice(message: IoMessage<unknown>) {
    if (message.code === 'CDK_TOOLKIT_I5900') {
      this.#noOp = (message.data as { noOp: boolean }).noOp;
    }
  }
}
