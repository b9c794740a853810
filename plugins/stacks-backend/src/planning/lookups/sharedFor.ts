/** How long what was looked up is shared between plans, in milliseconds. */
export const SHARED_FOR = 60_000;
