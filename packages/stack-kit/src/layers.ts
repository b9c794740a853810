import { Origin } from './issues';

/** One layer of configuration. Later layers win; lists are replaced as a whole. */
export interface Layer {
  source: Origin;
  value: unknown;
  /** The document the layer was read from. */
  file?: string;
  /** Line, from 1, of each JSON Pointer into `value`. */
  lines?: Readonly<Record<string, number>>;
}
