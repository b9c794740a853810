import { isError, NotFoundError } from '@backstage/errors';

/** The answer; undefined when AWS does not know, any more, what is asked about. */
export async function unlessGone<T>(
  answer: Promise<T>,
): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isError(error) && error.name === NotFoundError.name) return undefined;
    throw error;
  }
}
