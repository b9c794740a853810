import type { Unit } from '@enginehouse/plugin-operations-common';
import { useSearchParam } from '../useSearchParam';

/** Nothing is open, and somebody wanted it so. */
const NONE = '-';

/** Which units are open; it stands in the address. */
export interface OpenUnits {
  has(unit: Unit): boolean;
  toggle(unit: Unit): void;
}

/** Until somebody opens or closes one, those are open that something is wrong with. */
export function useOpenUnits(units: Unit[]): OpenUnits {
  const [param, setParam] = useSearchParam('open');
  const names = new Set(
    param === undefined
      ? units.filter(isTroubled).map(({ name }) => name)
      : param.split(','),
  );
  return {
    has: ({ name }) => names.has(name),
    toggle: ({ name }) => {
      const next = [...names].filter(one => one !== name && one !== NONE);
      if (!names.has(name)) next.push(name);
      setParam(next.join(',') || NONE);
    },
  };
}

function isTroubled({ status }: Unit): boolean {
  return status === 'unhealthy' || status === 'degraded';
}
