import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Supervisor } from '@enginehouse/launcher/src/supervisor';
import { build } from '@enginehouse/launcher/test/ktorService/build';
import { RunningService } from '@enginehouse/launcher/test/ktorService/runningService';
import { Surroundings } from '@enginehouse/launcher/test/ktorService/surroundings';
import { temporaryFolder } from '@enginehouse/launcher/test/ktorService/temporaryFolder';
import type { Walk } from '../../Walk';

/** The service a person makes in the walk, and what they do with it on their own computer. */
export class GeneratedService {
  readonly name: string;
  readonly slot = 'service';
  readonly entity: string;
  /** Its page on the portal's own git host. */
  readonly repository: string;
  readonly #supervisor = new Supervisor();
  readonly #folder = temporaryFolder();
  #around?: Surroundings;

  constructor({ service }: Walk) {
    this.name = `${service}-orders`;
    this.entity = `/catalog/default/component/${this.name}`;
    this.repository = `/git-host/guests/${this.name}`;
  }

  get #clone() {
    return path.join(this.#folder, this.name);
  }

  /** `command`, as the portal tells it; git asks for the password as it would ask a person. */
  async clone(command: string, password: string) {
    const asks = path.join(this.#folder, 'askpass.sh');
    await writeFile(
      asks,
      '#!/bin/sh\ncase "$1" in Username*) echo portal ;; *) echo "$PASSWORD" ;; esac\n',
      { mode: 0o755 },
    );
    const [git, ...args] = command.split(' ');
    await promisify(execFile)(git, args, {
      cwd: this.#folder,
      env: {
        PATH: process.env.PATH,
        // Nothing this machine remembers helps.
        HOME: this.#folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_ASKPASS: asks,
        PASSWORD: password,
      },
    });
  }

  /** `./mvnw verify` in the clone, beside a PostgreSQL and a Redis: what its own tests say. */
  async build() {
    this.#around = await Surroundings.start(this.#supervisor);
    return build(this.#supervisor, this.#clone, this.#around.env);
  }

  /** Starts what was built, beside the same. */
  start(): Promise<RunningService> {
    if (!this.#around) throw new Error(`${this.name} is not built`);
    return RunningService.start(
      this.#supervisor,
      this.#clone,
      this.#around.env,
    );
  }

  /** Ends all that was started. */
  async stop() {
    this.#around?.credentials.stop();
    await this.#supervisor.stop();
  }
}
