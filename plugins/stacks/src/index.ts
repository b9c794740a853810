/**
 * The frontend of stacks for the new frontend system; `./legacy` serves apps of the old one.
 *
 * @packageDocumentation
 */
export { stacksPlugin as default } from './plugin';
