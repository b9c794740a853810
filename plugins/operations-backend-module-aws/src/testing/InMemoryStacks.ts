import type { LedgerLine, Stack } from '@enginehouse/plugin-stacks-common';
import type { StacksService } from '@enginehouse/plugin-stacks-node';

/** The stacks plugin as far as operations need it: one stack and its ledger. */
export class InMemoryStacks implements StacksService {
  readonly lines: LedgerLine[] = [];
  readonly #stack: Stack;

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  async getStackByEntityRef(entityRef: string): Promise<Stack | undefined> {
    return entityRef === this.#stack.entityRef ? this.#stack : undefined;
  }

  async *list(): AsyncIterable<Stack> {
    yield this.#stack;
  }

  async listLedger(
    _stack: string,
    { kind = [] }: { kind?: string[] },
  ): Promise<LedgerLine[]> {
    return this.lines.filter(line => kind.includes(line.kind)).reverse();
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

  async listDefinitions(): Promise<[]> {
    return [];
  }

  async reportHealth(): Promise<void> {}
}
