/** A build whose result the portal does not deploy, with the reason. */
export class SynthesisError extends Error {
  override name = 'SynthesisError';
}
