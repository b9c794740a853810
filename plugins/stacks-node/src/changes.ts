/**
 * Topic of the events service on which `{ name }` is published whenever a stack, one of its plans or deployments changed. It says that there is
 * something to read, never what.
 * @public
 */
export const STACKS_EVENTS_TOPIC = 'enginehouse.stacks';

/**
 * Channel of the signals service with the same messages, for browsers.
 * @public
 */
export const STACKS_SIGNALS_CHANNEL = 'stacks';

/**
 * A message of both.
 * @public
 */
export type StackChanged = { name: string };
