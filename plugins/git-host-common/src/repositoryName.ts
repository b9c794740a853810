const SEGMENT = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;
const MAX_LENGTH = 63;

/**
 * What is wrong with a repository's name, or with the owner's part before it, in words; undefined when it is good. What passes is one path
 * segment on any file system, and stays itself in a URL.
 * @public
 */
export function repositoryNameProblem(
  value: string,
  what = 'name',
): string | undefined {
  const accepted =
    'accepted: lower-case letters, digits, dashes, dots and underscores, a letter or digit first and last, for example my-service';
  if (value.length > MAX_LENGTH) {
    return `The ${what} has ${value.length} characters; at most ${MAX_LENGTH} are accepted`;
  }
  if (!SEGMENT.test(value)) {
    return `'${value}' cannot be the ${what} of a repository; ${accepted}`;
  }
  if (value.endsWith('.git')) {
    return `The ${what} '${value}' ends with .git, which the address adds itself; leave it out`;
  }
  return undefined;
}
