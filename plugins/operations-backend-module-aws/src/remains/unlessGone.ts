import { InputError, isError, NotFoundError } from '@backstage/errors';

/** ECS says `ClientException: Unable to describe task definition` of one that it does not know, or does not know any more. */
const UNKNOWN_TO_ECS = /Unable to describe task definition/;

/** The answer; undefined when AWS does not know, any more, what is asked about. */
export async function unlessGone<T>(
  answer: Promise<T>,
): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === NotFoundError.name ||
      (error.name === InputError.name && UNKNOWN_TO_ECS.test(error.message)))
  );
}
