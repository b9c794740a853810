import type { Connection } from '@enginehouse/plugin-operations-common';
import type { SourceContext } from './SourceContext';
import type { UnitReading } from './Unit';

/**
 * How sessions are placed on the units of a definition's stacks. A session that must stay on one unit asks for a lease and is
 * given the least loaded unit by its own address.
 * @public
 */
export interface Placement {
  /** The unit metric that counts what a unit carries, and how people call that. */
  load: { metric: string; one: string; many: string };
  /** Where sessions reach each unit by its own name, by key; units without an address are given to nobody. */
  addresses(
    units: UnitReading[],
    context: SourceContext,
  ): Promise<ReadonlyMap<string, string>>;
  /** How a session connects once it has an address. */
  connect(context: SourceContext): Connection;
}
