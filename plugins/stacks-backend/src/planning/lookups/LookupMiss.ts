/** What a lookup asks for is not there; the message says why. */
export class LookupMiss extends Error {
  override readonly name = 'LookupMiss';

  /** @param accepted - what would do, in words, where that is not simply one that is there */
  constructor(message: string, readonly accepted?: string) {
    super(message);
  }
}
