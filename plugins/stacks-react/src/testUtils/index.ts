/**
 * Values of the wire and a client for tests of frontends that show stacks.
 *
 * @packageDocumentation
 */
export * from './aCost';
export * from './fixtures';
export * from './stacksApiMock';
