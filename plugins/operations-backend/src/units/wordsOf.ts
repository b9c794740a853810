import type {
  Source,
  StackView,
  UnitWords,
} from '@enginehouse/plugin-operations-node';
import type { SourceRegistry } from '../sources/SourceRegistry';

/** For units that nobody has a word for. */
export const ANY_UNIT: UnitWords = {
  one: 'unit',
  many: 'units',
  healthy: 'healthy',
};

/** How people call what a source reads: by its own words, else by those of the stack's definition. */
export function wordsOf(
  source: Source,
  registry: SourceRegistry,
  { definition }: StackView,
): UnitWords {
  return source.words ?? registry.definition(definition)?.words ?? ANY_UNIT;
}
