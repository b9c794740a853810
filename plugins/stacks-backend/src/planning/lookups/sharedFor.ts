/** How long what was looked up is shared between plans, in milliseconds. */
export const SHARED_FOR = 60_000;

/** How old what others may write at any time may be on a page, in milliseconds. */
export const VOLATILE_SHARED_FOR = 2_000;
