/**
 * Pages of the portal's own git host.
 *
 * @packageDocumentation
 */
export { gitHostPlugin as default } from './plugin';
