import type {
  HealthStatus,
  Signal,
  Unit,
  UnitCounts,
} from '@enginehouse/plugin-operations-common';
import type { UnitWords } from '@enginehouse/plugin-operations-node';
import { worstFirst } from './statusOrder';

const UNKNOWN_SAID = 2;

const WORD: Record<HealthStatus, string> = {
  healthy: 'Healthy',
  degraded: 'Degraded',
  unhealthy: 'Unhealthy',
  unknown: 'Unknown',
};

/** Units that people call by one word. */
export interface CountedGroup {
  words: UnitWords;
  units: Pick<Unit, 'name' | 'status' | 'reason' | 'serving'>[];
  /** How many there should be. */
  wanted: number;
}

/** What health is folded from. */
export interface HealthParts {
  signals: Signal[];
  groups: CountedGroup[];
}

/**
 * The health of a stack: the worst of its readable signals, with the reason in words. A signal that is not known is named in the
 * sentence and neither makes nor hides red; when none is known, health is Unknown.
 */
export function foldHealth(parts: HealthParts): {
  status: HealthStatus;
  sentence: string;
} {
  const known = parts.signals.filter(({ status }) => status !== 'unknown');
  const status =
    known.map(signal => signal.status).sort(worstFirst)[0] ?? 'unknown';
  const ofUnits = [
    ...countSentence(parts.groups),
    ...unitReasons(parts.groups),
  ];
  const said = [
    ...ofUnits,
    ...reasons(known, ofUnits.length > 0),
    ...unknownReasons(parts.signals),
  ];
  if (said.length === 0) said.push(nothingElse(parts.signals));
  return { status, sentence: `${WORD[status]}: ${said.join('; ')}` };
}

/** Counts the units of all groups. */
export function countUnits(groups: CountedGroup[]): UnitCounts {
  const units = groups.flatMap(group => group.units);
  const count = (status: HealthStatus) =>
    units.filter(unit => unit.status === status).length;
  return {
    total: groups.reduce((sum, { wanted }) => sum + wanted, 0),
    healthy: count('healthy'),
    degraded: count('degraded'),
    unhealthy: count('unhealthy'),
    unknown: count('unknown'),
  };
}

/** Of all groups in one sentence: "2 of 2 services serving, 1 of 1 database available". */
export function countSentence(groups: CountedGroup[]): string[] {
  const counted = groups
    .filter(({ units, wanted }) => units.length > 0 || wanted > 0)
    .map(({ units, wanted, words }) => {
      const serving = units.filter(
        unit => unit.serving ?? unit.status === 'healthy',
      ).length;
      const noun = wanted === 1 ? words.one : words.many;
      return `${serving} of ${wanted} ${noun} ${words.healthy}`;
    });
  return counted.length === 0 ? [] : [counted.join(', ')];
}

/** Each reason once, with the units it is given for. */
function unitReasons(groups: CountedGroup[]): string[] {
  const names = new Map<string, string[]>();
  for (const unit of groups.flatMap(({ units }) => units)) {
    const { name, status, reason } = unit;
    if (reason === undefined || status === 'healthy' || status === 'unknown') {
      continue;
    }
    names.set(reason, [...(names.get(reason) ?? []), name]);
  }
  return [...names].map(([reason, of]) => `${of.join(', ')}: ${reason}`);
}

/** What is wrong; signals about units are left out when the units themselves have told it. */
function reasons(known: Signal[], unitsSaid: boolean): string[] {
  return known
    .filter(
      ({ status, aboutUnits }) =>
        status !== 'healthy' && !(aboutUnits && unitsSaid),
    )
    .sort((a, b) => worstFirst(a.status, b.status))
    .map(({ sentence }) => sentence);
}

function unknownReasons(signals: Signal[]): string[] {
  const unknown = signals.filter(({ status }) => status === 'unknown');
  const said = unknown.slice(0, UNKNOWN_SAID).map(({ sentence }) => sentence);
  const more = unknown.length - said.length;
  return more > 0 ? [...said, `${more} more signals unknown`] : said;
}

/** Of a stack without units in which nothing is wrong. */
function nothingElse(signals: Signal[]): string {
  if (signals.length === 0) return 'nothing in this stack can be read';
  const all = signals.length;
  return all === 1 ? signals[0].sentence : `${all} of ${all} signals healthy`;
}
