import type {
  Definition,
  Deployment,
  HealthReport,
  LedgerLine,
  Stack,
} from '@enginehouse/plugin-stacks-common';
import type { StacksService } from '@enginehouse/plugin-stacks-node';

/** The stacks plugin as far as operations need it. */
export class InMemoryStacks implements StacksService {
  readonly lines: LedgerLine[] = [];
  readonly reports: { stack: string; report: HealthReport }[] = [];
  /** Stacks whose reports are refused. */
  readonly refusing = new Set<string>();
  readonly definitions: Definition[] = [];
  readonly deployments: Deployment[] = [];
  readonly #stacks: Stack[];

  constructor(...stacks: Stack[]) {
    this.#stacks = stacks;
  }

  async getStackByEntityRef(ref: string): Promise<Stack | undefined> {
    return this.#stacks.find(({ entityRef }) => entityRef === ref);
  }

  async *list(): AsyncIterable<Stack> {
    yield* this.#stacks;
  }

  async listDefinitions(): Promise<Definition[]> {
    return this.definitions;
  }

  async getDefinition(wanted: string): Promise<Definition | undefined> {
    return this.definitions.find(({ id }) => id === wanted);
  }

  async getDeployment(wanted: string): Promise<Deployment | undefined> {
    return this.deployments.find(({ id }) => id === wanted);
  }

  async listLedger(
    stack: string,
    { kind = [] }: { kind?: string[] },
  ): Promise<LedgerLine[]> {
    return this.lines
      .filter(line => line.stack === stack && kind.includes(line.kind))
      .reverse();
  }

  async appendLedger(
    stack: string,
    line: Pick<LedgerLine, 'kind' | 'actor' | 'data'>,
  ): Promise<LedgerLine> {
    const seq = this.lines.length + 1;
    const appended = { ...line, stack, seq, at: new Date().toISOString() };
    this.lines.push(appended);
    return appended;
  }

  async reportHealth(stack: string, report: HealthReport): Promise<void> {
    if (this.refusing.has(stack)) throw new Error('not now');
    this.reports.push({ stack, report });
  }
}
