import { errorFactsOf } from '@enginehouse/plugin-stacks-react';

/** Runs the check of a field; that it could not be made stands under the field, too. */
export async function saysWhatFails(
  field: { addError(problem: string): void },
  check: () => Promise<void>,
): Promise<void> {
  try {
    await check();
  } catch (error) {
    field.addError(
      `Not checked yet: ${errorFactsOf(error).message}. Try again`,
    );
  }
}
