/** What a lookup asks for is not there; the message says why. */
export class LookupMiss extends Error {
  override readonly name = 'LookupMiss';
}
