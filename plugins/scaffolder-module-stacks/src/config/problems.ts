import type { Issue } from '@enginehouse/plugin-stacks-common';
import type { Option } from './options';

const CONFIG = '/config';

const inWords = ({ message, accepted }: Issue) =>
  accepted ? `${message}; accepted: ${accepted}` : message;

const capitalized = (text: string) =>
  text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);

/** What is wrong with one option, or with something inside it. */
export function problemOf(option: Option, issues: Issue[]): string | undefined {
  const path = `${CONFIG}${option.pointer}`;
  const own = issues.filter(
    issue => issue.path === path || issue.path.startsWith(`${path}/`),
  );
  return own.length ? own.map(inWords).map(capitalized).join('. ') : undefined;
}

/** What is wrong with no option that is drawn: each with its path. */
export function otherProblems(options: Option[], issues: Issue[]): string[] {
  return issues
    .filter(issue => !options.some(option => problemOf(option, [issue])))
    .map(issue => `${issue.path}: ${inWords(issue)}`);
}
