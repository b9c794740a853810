import type {
  HealthStatus,
  Signal,
  UnitCounts,
} from '@enginehouse/plugin-operations-common';
import type { SourceContext } from '@enginehouse/plugin-operations-node';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { askSources, type SourceFailure } from '../sources/askSources';
import { reasonOf } from '../sources/reasonOf';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { StackContexts } from '../sources/StackContexts';
import type { UnitGroup, UnitReader } from '../units/UnitReader';
import { countUnits, foldHealth } from './foldHealth';
import { worstFirst } from './statusOrder';

/** The health of a stack now. */
export interface HealthReading {
  status: HealthStatus;
  sentence: string;
  /** ISO 8601. */
  checkedAt: string;
  units: UnitCounts;
  /** The worst first, unknown ones last. */
  signals: Signal[];
}

/** Reads the signals of a stack and folds them. What cannot be read becomes an unknown signal; it never throws for AWS. */
export class HealthReader {
  readonly #registry: SourceRegistry;
  readonly #contexts: StackContexts;
  readonly #units: UnitReader;

  constructor(options: {
    registry: SourceRegistry;
    contexts: StackContexts;
    units: UnitReader;
  }) {
    this.#registry = options.registry;
    this.#contexts = options.contexts;
    this.#units = options.units;
  }

  async read(stack: Stack): Promise<HealthReading> {
    try {
      return await this.#fold(await this.#contexts.of(stack));
    } catch (error) {
      return readingOf([unreadable('stack', 'Resources', error)], []);
    }
  }

  async #fold(context: SourceContext): Promise<HealthReading> {
    const module = this.#registry.definition(context.stack.definition);
    const [{ answers, failures }, units, ofStack] = await Promise.all([
      askSources(this.#registry, context, (source, resources) =>
        source.health?.(resources, context),
      ),
      this.#units.read(context),
      stackSignals(() => module?.health?.(context)),
    ]);
    const signals = [
      ...answers.flatMap(({ value }) => value),
      ...failures.flatMap(unreadSignals),
      ...ofStack,
    ];
    return readingOf(signals, units.groups);
  }
}

function readingOf(signals: Signal[], groups: UnitGroup[]): HealthReading {
  return {
    ...foldHealth({ signals, groups }),
    checkedAt: new Date().toISOString(),
    units: countUnits(groups),
    signals: [...signals].sort(byUrgency),
  };
}

async function stackSignals(
  ask: () => Promise<Signal[]> | undefined,
): Promise<Signal[]> {
  try {
    return (await ask()) ?? [];
  } catch (error) {
    return [unreadable('definition', 'Stack', error)];
  }
}

function unreadSignals({ source, resources, reason }: SourceFailure): Signal[] {
  return resources.map(resource => ({
    key: `unread/${resource.logicalId}`,
    title: `${source.title} ${resource.logicalId}`,
    status: 'unknown',
    sentence: `${source.title} ${resource.logicalId} not read: ${reason}`,
    resourceType: resource.type,
    resourceId: resource.id,
    facts: [],
  }));
}

function unreadable(key: string, title: string, error: unknown): Signal {
  return {
    key: `unread/${key}`,
    title,
    status: 'unknown',
    sentence: `${title} not read: ${reasonOf(error)}`,
    facts: [],
  };
}

/** The worst first; what is not known asks for nothing and comes last. */
function byUrgency(a: Signal, b: Signal): number {
  const unknown = (signal: Signal) => Number(signal.status === 'unknown');
  return (
    unknown(a) - unknown(b) ||
    worstFirst(a.status, b.status) ||
    a.title.localeCompare(b.title)
  );
}
