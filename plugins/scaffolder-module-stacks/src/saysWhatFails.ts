import { errorFactsOf } from '@enginehouse/plugin-stacks-react';

/** Runs the check of a field; what refuses it, or that nobody answered, stands under the field. */
export async function saysWhatFails(
  field: { addError(problem: string): void },
  check: () => Promise<void>,
): Promise<void> {
  try {
    await check();
  } catch (error) {
    const { message, unanswered } = errorFactsOf(error);
    field.addError(
      unanswered ? `Not checked yet: ${message}. Try again` : message,
    );
  }
}
