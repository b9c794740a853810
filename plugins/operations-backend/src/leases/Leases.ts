import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  LeasableUnit,
  Lease,
  LeaseRequest,
  Leases as LeasesAnswer,
} from '@enginehouse/plugin-operations-common';
import type {
  Placement,
  SourceContext,
  StackView,
  UnitWords,
} from '@enginehouse/plugin-operations-node';
import type { MeasurementReader } from '../metrics/MeasurementReader';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { UnitReader } from '../units/UnitReader';
import { ANY_UNIT } from '../units/wordsOf';
import { counted } from './counted';
import type { LeaseCaller } from './LeaseCallers';
import type { LeaseStore, StoredLease } from './LeaseStore';
import { candidatesOf, readFleet, type Fleet } from './readFleet';

const DEFAULT_TTL_MINUTES = 60;

/** Gives units to sessions and tells who has which. Permission is checked before. */
export class Leases {
  readonly #registry: SourceRegistry;
  readonly #units: UnitReader;
  readonly #measurements: MeasurementReader;
  readonly #store: LeaseStore;

  constructor(options: {
    registry: SourceRegistry;
    units: UnitReader;
    measurements: MeasurementReader;
    store: LeaseStore;
  }) {
    this.#registry = options.registry;
    this.#units = options.units;
    this.#measurements = options.measurements;
    this.#store = options.store;
  }

  /** @throws NotFoundError when the definition places no sessions */
  async list(
    context: SourceContext,
  ): Promise<Omit<LeasesAnswer, 'allowed' | 'connect'>> {
    const { placement } = this.placementOf(context.stack);
    const fleet = await this.#fleet(context);
    const items = (await this.#store.list(context.stack.name)).map(lease =>
      withState(lease, fleet),
    );
    const here = items.filter(({ state }) => state !== 'gone');
    const units = withLeases(fleet, here);
    return {
      sentence: `${fleet.sentence}; ${workIn(units, placement)}`,
      items,
      units,
      unread: fleet.unread,
    };
  }

  /**
   * Gives the least loaded unit that takes sessions.
   *
   * @param holder - entity ref of the person, or the subject of the service
   * @throws NotFoundError when the definition places no sessions; ServiceUnavailableError with the reasons when no unit takes any
   */
  async give(
    context: SourceContext,
    holder: string,
    { purpose, ttlMinutes = DEFAULT_TTL_MINUTES }: LeaseRequest,
  ): Promise<Lease> {
    const fleet = await this.#fleet(context);
    const candidates = candidatesOf(fleet);
    if (candidates.length === 0) {
      throw new ServiceUnavailableError(whyNone(context.stack.name, fleet));
    }
    const lease = await this.#store.give(context.stack.name, candidates, {
      holder,
      purpose,
      ttlMinutes,
    });
    return { ...lease, state: 'active' };
  }

  /**
   * Takes a lease back. One that has ended is no error.
   *
   * @throws NotAllowedError when a service returns what somebody else holds
   */
  async takeBack(stack: string, id: string, by: LeaseCaller): Promise<void> {
    const holder = await this.#store.holderOf(stack, id);
    if (by.kind === 'service' && holder !== undefined && holder !== by.name) {
      throw new NotAllowedError(
        `Lease ${id} is held by ${holder}: a service returns its own leases only`,
      );
    }
    await this.#store.remove(stack, id);
  }

  /** How sessions are placed, and what units are called. @throws NotFoundError when the definition places none */
  placementOf(stack: Pick<StackView, 'name' | 'definition'>): {
    placement: Placement;
    words: UnitWords;
  } {
    const module = this.#registry.definition(stack.definition);
    if (!module?.placement) {
      throw new NotFoundError(
        `${stack.name} places no sessions: its definition ${stack.definition} gives no units by lease`,
      );
    }
    return { placement: module.placement, words: module.words ?? ANY_UNIT };
  }

  /** What runs on some units: "4 sessions, 5 leases"; undefined when the definition places no sessions. */
  async workOn(
    keys: string[],
    context: SourceContext,
  ): Promise<string | undefined> {
    const placement = this.#registry.definition(
      context.stack.definition,
    )?.placement;
    if (!placement) return undefined;
    const [fleet, leases] = await Promise.all([
      this.#fleet(context),
      this.#store.list(context.stack.name),
    ]);
    const on = withLeases(fleet, leases).filter(({ key }) =>
      keys.includes(key),
    );
    return workIn(on, placement);
  }

  #fleet(context: SourceContext): Promise<Fleet> {
    return readFleet(
      { units: this.#units, measurements: this.#measurements },
      this.placementOf(context.stack),
      context,
    );
  }
}

function withLeases(
  { units }: Fleet,
  leases: Pick<StoredLease, 'unit'>[],
): LeasableUnit[] {
  return units.map(({ address: _address, ...unit }) => ({
    ...unit,
    leases: leases.filter(lease => lease.unit === unit.key).length,
  }));
}

/** A unit that is not there any more has ended: keys are not used twice. When units could not be read, nothing is concluded. */
function withState(lease: StoredLease, { words, units, unread }: Fleet): Lease {
  const unit = units.find(({ key }) => key === lease.unit);
  if (!unit && unread.length === 0) {
    return {
      ...lease,
      state: 'gone',
      reason: `${words.one} ${lease.unit} has ended, and what ran on it`,
    };
  }
  return unit?.draining
    ? {
        ...lease,
        state: 'draining',
        reason: `${words.one} ${lease.unit} takes nothing new and ends when its sessions have`,
      }
    : { ...lease, state: 'active' };
}

/** "4 sessions, 5 leases"; what was not measured lately is not counted, and said. */
function workIn(
  units: Pick<LeasableUnit, 'load' | 'leases'>[],
  { load: { one, many } }: Placement,
): string {
  const measured = units.flatMap(({ load }) => load ?? []);
  const sum = measured.reduce((total, load) => total + load, 0);
  const unmeasured = units.length - measured.length;
  const leases = units.reduce((total, unit) => total + unit.leases, 0);
  const sessions =
    measured.length === 0 && unmeasured > 0
      ? `${many} not measured lately`
      : counted(Math.round(sum), one, many);
  return `${sessions}, ${counted(leases, 'lease', 'leases')}`;
}

function whyNone(stack: string, { words, units, unread }: Fleet): string {
  const reasons = [
    ...units.map(({ name, reason }) => `${name}: ${reason}`),
    ...unread.map(({ title, reason }) => `${title} not read: ${reason}`),
  ];
  return reasons.length === 0
    ? `No ${words.one} of ${stack} takes sessions: none is running`
    : `No ${words.one} of ${stack} takes sessions: ${reasons.join('; ')}`;
}
