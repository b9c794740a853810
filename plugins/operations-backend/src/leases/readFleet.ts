import type {
  LeasableUnit,
  Unread,
} from '@enginehouse/plugin-operations-common';
import type {
  Placement,
  SourceContext,
  UnitWords,
} from '@enginehouse/plugin-operations-node';
import { countSentence } from '../health/foldHealth';
import type { MeasurementReader } from '../metrics/MeasurementReader';
import type { GroupedUnit, UnitReader } from '../units/UnitReader';
import type { Candidate } from './leastLoaded';

/** The units that sessions are placed on, as they are now. */
export interface Fleet {
  words: UnitWords;
  units: FleetUnit[];
  /** "2 of 3 engines serving". */
  sentence: string;
  /** Not empty when units may be missing. */
  unread: Unread[];
}

/** A unit and whether it takes sessions. */
export type FleetUnit = Omit<LeasableUnit, 'leases'> & { address?: string };

/** Reads the units that the definition has its own words for, with what they carry and where they are reached. */
export async function readFleet(
  readers: { units: UnitReader; measurements: MeasurementReader },
  { placement, words }: { placement: Placement; words: UnitWords },
  context: SourceContext,
): Promise<Fleet> {
  const { groups, unread } = await readers.units.read(context);
  const placed = groups.filter(group => group.words.many === words.many);
  const units = placed.flatMap(group => group.units);
  const [measurements, addresses] = await Promise.all([
    readers.measurements.read(units, context),
    placement.addresses(units, context),
  ]);
  return {
    words,
    sentence:
      countSentence(placed)[0] ?? `0 of 0 ${words.many} ${words.healthy}`,
    unread: [...unread, ...measurements.unread],
    units: units.map(unit => {
      const address = addresses.get(unit.key);
      const load = measurements
        .of(unit.key)
        .find(({ id }) => id === placement.load.metric)?.value;
      return { ...standingOf(unit, address), load, address };
    }),
  };
}

/** Those that take sessions. */
export function candidatesOf({ units }: Fleet): Candidate[] {
  return units.flatMap(({ key, open, load = 0, address }) =>
    open && address !== undefined ? [{ key, address, measured: load }] : [],
  );
}

function standingOf(
  unit: GroupedUnit,
  address: string | undefined,
): Pick<FleetUnit, 'key' | 'name' | 'open' | 'draining' | 'reason'> {
  const { key, name, draining } = unit;
  const reason = whyClosed(unit, address);
  return { key, name, open: reason === undefined, draining, reason };
}

function whyClosed(
  { draining, status, reason, state }: GroupedUnit,
  address: string | undefined,
): string | undefined {
  if (draining) return 'it is draining';
  if (status !== 'healthy') return reason ?? `it is ${status} (${state})`;
  return address === undefined ? 'its address is not known' : undefined;
}
