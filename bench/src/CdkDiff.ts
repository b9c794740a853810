import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { SynthesisInput } from '@enginehouse/stack-kit/build';

const CLI = join(dirname(require.resolve('aws-cdk/package.json')), 'bin/cdk');

/** The CDK's notes in a template would make nearly every resource look changed. Leaving them out costs the tool no time. */
const SAME_TEMPLATE = [
  '--no-path-metadata',
  '--no-asset-metadata',
  '--no-version-reporting',
];

/** `cdk diff --template` of the engine pool, each time as a new process. */
export class CdkDiff {
  readonly #folder = mkdtempSync(join(tmpdir(), 'enginehouse-bench-cdk-'));
  readonly #built: string;

  /**
   * @param input - what the App synthesizes
   * @param before - the template it is compared with
   * @param built - folder of the built portal
   */
  constructor(input: SynthesisInput, before: string, built: string) {
    this.#built = built;
    writeFileSync(this.#file('input.json'), JSON.stringify(input));
    writeFileSync(this.#file('before.json'), before);
  }

  /** Runs it once. @throws Error with what it wrote when it fails or finds no difference. */
  async run(options: string[] = []): Promise<void> {
    const app = [
      process.execPath,
      join(__dirname, 'cdkApp.js'),
      this.#file('input.json'),
      this.#built,
    ];
    const child = spawn(
      process.execPath,
      [
        ...[CLI, 'diff', '--template', this.#file('before.json')],
        ...['--app', app.join(' '), '--output', this.#file('cdk.out')],
        ...['--no-notices', ...SAME_TEMPLATE, ...options],
      ],
      { cwd: this.#folder, env: cliEnv(), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const [[code], out, err] = await Promise.all([
      once(child, 'exit'),
      text(child.stdout),
      text(child.stderr),
    ]);
    const said = `${out}${err}`;
    if (code !== 0 || !said.includes('AWS::AutoScaling::AutoScalingGroup')) {
      throw new Error(`cdk diff ended with code ${code}:\n${said}`);
    }
  }

  /** The template it synthesized last. */
  template(): unknown {
    const [name] = readdirSync(this.#file('cdk.out')).filter(file =>
      file.endsWith('.template.json'),
    );
    return JSON.parse(readFileSync(this.#file(`cdk.out/${name}`), 'utf8'));
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }
}

/** As at a terminal, without what npm and this process add, and without sending telemetry. */
function cliEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR && { TMPDIR }),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
}
