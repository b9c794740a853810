/** A bundle proves nothing, or cannot be made; the message says why in one line. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}
