import type { z } from 'zod';
import type { Resource } from './Resource';
import type { SourceContext } from './SourceContext';
import type { UnitReading } from './Unit';

/** What an operation is done to. @public */
export type OperationTarget =
  | { kind: 'resource'; resource: Resource }
  | { kind: 'unit'; unit: UnitReading };

/**
 * Something a person can do to what runs. It only says what and how; permission, audit, confirmation, ledger, progress and
 * result are the same for all.
 * @public
 */
export interface OperationValue<Input = unknown> {
  /** Such as `scale`. */
  id: string;
  title: string;
  /** Whether it is done to each resource of its source's type or to each of its units. */
  on: OperationTarget['kind'];
  /** Whether some inputs end what runs. */
  destructive: boolean;
  /** After so long a run that does not tell of its end counts as interrupted; 15 by default. */
  mostMinutes?: number;
  input: z.ZodType<Input>;
  /** Whether it can be done to this target at all; always by default. */
  offered?(target: OperationTarget, context: SourceContext): Promise<boolean>;
  /** The input as it stands, and a sentence in numbers about what is possible. */
  now(
    target: OperationTarget,
    context: SourceContext,
  ): Promise<{ values: Input; sentence: string }>;
  /**
   * What it would do with this input.
   * @throws PlanNeededError when only a plan can reach it
   */
  effect(
    target: OperationTarget,
    input: Input,
    context: SourceContext,
  ): Promise<OperationEffect>;
  /**
   * Does it and waits until it is done; returns what came of it, in words. Asked again after a crash it must do no harm.
   * @throws when AWS refuses, or when what was begun does not come to an end
   */
  run(
    target: OperationTarget,
    input: Input,
    context: OperationContext,
  ): Promise<string>;
}

/** What an operation would do, for the person who confirms it. @public */
export interface OperationEffect {
  /** In numbers, such as "ends 1 of 3 engines". */
  sentence: string;
  /** Whether this input ends something. */
  destructive: boolean;
  /** Keys of the units it ends; what runs on them is added to the sentence. */
  ends?: string[];
}

/**
 * `aws` has the environment's role for changes.
 * @public
 */
export interface OperationContext extends SourceContext {
  /** Aborted when the portal shuts down. */
  signal: AbortSignal;
  /** Says what is happening now, in words. */
  progress(sentence: string): void;
}

/**
 * Types an operation's input by its schema, and hides that type from those who keep operations in lists.
 * @public
 */
export function defineOperation<Input>(
  operation: OperationValue<Input>,
): OperationValue {
  return {
    ...operation,
    effect: (target, input, context) =>
      operation.effect(target, operation.input.parse(input), context),
    run: (target, input, context) =>
      operation.run(target, operation.input.parse(input), context),
  };
}
