/** Why something failed, in one line; the causes that Backstage's errors append say it once more. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/; caused by .*/s, '')
    .replace(/\s+/g, ' ')
    .trim();
}
