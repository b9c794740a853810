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

const WORDS: UnitWords = { one: 'unit', many: 'units', healthy: 'healthy' };

/** What health is folded from. */
export interface HealthParts {
  signals: Signal[];
  units: Pick<Unit, 'name' | 'status' | 'reason'>[];
  counts: UnitCounts;
  words?: UnitWords;
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
  const ofUnits = [...countSentence(parts), ...unitReasons(parts)];
  const said = [
    ...ofUnits,
    ...reasons(known, ofUnits.length > 0),
    ...unknownReasons(parts.signals),
  ];
  if (said.length === 0) said.push(nothingElse(parts.signals));
  return { status, sentence: `${WORD[status]}: ${said.join('; ')}` };
}

/** Counts units; `wanted` is how many there should be. */
export function countUnits(
  units: Pick<Unit, 'status'>[],
  wanted: number,
): UnitCounts {
  const count = (status: HealthStatus) =>
    units.filter(unit => unit.status === status).length;
  return {
    total: wanted,
    healthy: count('healthy'),
    degraded: count('degraded'),
    unhealthy: count('unhealthy'),
    unknown: count('unknown'),
  };
}

function countSentence({
  counts,
  units,
  words = WORDS,
}: HealthParts): string[] {
  if (counts.total === 0 && units.length === 0) return [];
  const noun = counts.total === 1 ? words.one : words.many;
  return [`${counts.healthy} of ${counts.total} ${noun} ${words.healthy}`];
}

/** Each reason once, with the units it is given for. */
function unitReasons({ units }: HealthParts): string[] {
  const names = new Map<string, string[]>();
  for (const { name, status, reason } of units) {
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

function nothingElse(signals: Signal[]): string {
  return signals.length === 0
    ? 'nothing in this stack can be read'
    : signals.map(({ sentence }) => sentence).join('; ');
}
