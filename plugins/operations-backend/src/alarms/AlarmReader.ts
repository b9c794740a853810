import { NotFoundError } from '@backstage/errors';
import type {
  Alarm,
  AlarmHistoryItem,
  AlarmState,
  Point,
  Unread,
} from '@enginehouse/plugin-operations-common';
import type {
  AlarmReading,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { lastMinutes } from '../metrics/range';
import { askSources } from '../sources/askSources';
import { reasonOf } from '../sources/reasonOf';
import type { SourceRegistry } from '../sources/SourceRegistry';

const ORDER: AlarmState[] = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];
const SPARKLINE_MINUTES = 180;

/** Reads the alarms of a stack. */
export class AlarmReader {
  readonly #registry: SourceRegistry;

  constructor(registry: SourceRegistry) {
    this.#registry = registry;
  }

  /** Firing first, then those without data, then by name. */
  async readings(
    context: SourceContext,
  ): Promise<{ items: AlarmReading[]; unread: Unread[] }> {
    const { answers, failures } = await askSources(
      this.#registry,
      context,
      (source, resources) => source.alarms?.(resources, context),
    );
    return {
      items: answers
        .flatMap(({ value }) => value)
        .sort(
          (a, b) =>
            ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
            a.name.localeCompare(b.name),
        ),
      unread: failures.map(({ title, reason }) => ({ title, reason })),
    };
  }

  /** With the datapoints of the last three hours. */
  async list(
    context: SourceContext,
  ): Promise<{ items: Alarm[]; unread: Unread[] }> {
    const { items, unread } = await this.readings(context);
    try {
      const datapoints = await this.#datapoints(items, context);
      return {
        items: items.map(item => ({
          ...item,
          datapoints: datapoints.get(item) ?? [],
        })),
        unread,
      };
    } catch (error) {
      return {
        items: items.map(item => ({ ...item, datapoints: [] })),
        unread: [...unread, { title: 'Datapoints', reason: reasonOf(error) }],
      };
    }
  }

  /**
   * What happened to one alarm, newest first.
   *
   * @throws NotFoundError when the stack has no such alarm
   */
  async history(
    alarmName: string,
    context: SourceContext,
  ): Promise<AlarmHistoryItem[]> {
    for (const source of this.#registry.sources) {
      const alarm = context.resources.find(
        ({ type, id }) => type === source.resourceType && id === alarmName,
      );
      if (alarm && source.alarmHistory) {
        return source.alarmHistory(alarm, context);
      }
    }
    throw new NotFoundError(`${context.stack.name} has no alarm ${alarmName}`);
  }

  /** One batch for each period that occurs. */
  async #datapoints(
    alarms: AlarmReading[],
    { aws }: SourceContext,
  ): Promise<Map<AlarmReading, Point[]>> {
    const reader = this.#registry.metricReader;
    const range = lastMinutes(SPARKLINE_MINUTES, Date.now());
    const points = new Map<AlarmReading, Point[]>();
    const byPeriod = new Map<number, AlarmReading[]>();
    for (const alarm of alarms) {
      if (!alarm.metric) continue;
      const period = Math.max(range.period, alarm.metric.periodSeconds);
      byPeriod.set(period, [...(byPeriod.get(period) ?? []), alarm]);
    }
    await Promise.all(
      [...byPeriod].map(async ([period, of]) => {
        const read = await reader?.read(
          of.flatMap(({ metric }) => metric ?? []),
          { ...range, period },
          aws,
        );
        of.forEach((alarm, index) => points.set(alarm, read?.[index] ?? []));
      }),
    );
    return points;
  }
}
