/**
 * A git host of the portal's own, for development: bare repositories, served by git's own HTTP backend behind the portal's sign-in.
 *
 * @packageDocumentation
 */
export { gitHostPlugin as default } from './plugin';
