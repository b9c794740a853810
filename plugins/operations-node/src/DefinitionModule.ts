import type { Signal } from '@enginehouse/plugin-operations-common';
import type { LineReading } from './LogSource';
import type { Placement } from './Placement';
import type { PlanNeed } from './PlanNeededError';
import type { SourceContext } from './SourceContext';
import type { UnitMetric, UnitWords } from './Unit';

/**
 * What no resource type can know about the stacks of one definition. Everything is optional: without it a stack has health,
 * units, alarms, metrics, logs and operations from its resources.
 * @public
 */
export interface DefinitionModule {
  /** Id of the definition. */
  definition: string;
  /** How people call the units of sources without words of their own. */
  words?: UnitWords;
  /** Signals of the stack as a whole, for example of its endpoint. */
  health?(context: SourceContext): Promise<Signal[]>;
  /** Further metrics of its units. */
  unitMetrics?: UnitMetric[];
  /** Undefined when the line is not of a known form. */
  readLine?(message: string): LineReading | undefined;
  /** How sessions are placed on its units; without it they are not. */
  placement?: Placement;
  /** What a unit does before it ends, in words: "each lets its sessions end first, for at most 60 minutes". */
  beforeUnitsEnd?(context: SourceContext): string;
  /** The configuration that meets the need, merged into the deployed one; undefined when none does. */
  configFor?(
    need: PlanNeed,
    context: SourceContext,
  ): Record<string, unknown> | undefined;
}
