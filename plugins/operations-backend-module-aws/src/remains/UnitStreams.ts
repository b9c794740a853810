/** Streams of one log group: those whose names begin with the prefix. */
export interface UnitStreams {
  group: string;
  prefix: string;
  /** Key of the unit that writes them, when that is known. */
  unit?: string;
}
