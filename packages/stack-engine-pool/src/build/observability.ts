import { z } from 'zod';
import alarmsFile from '../../observability/alarms-config.json';
import dashboardFile from '../../observability/otel-dashboard-template.json';

const metricSchema = z.strictObject({
  namespace: z.string(),
  name: z.string(),
  dimensions: z.record(z.string(), z.string()),
  statistic: z.enum(['Average', 'Sum', 'Minimum', 'Maximum']),
  periodSeconds: z.int().positive(),
});

const common = {
  id: z.string().regex(/^[A-Z][A-Za-z]+$/),
  description: z.string(),
  evaluationPeriods: z.int().positive(),
  missingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']),
  /** Why missing data counts so. */
  missingDataMeans: z.string(),
};

const limits = {
  threshold: z.number(),
  comparison: z.enum([
    'GreaterThanThreshold',
    'GreaterThanOrEqualToThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
};

const alarmSchema = z.union([
  z.strictObject({ ...common, ...limits, metric: metricSchema }),
  z.strictObject({
    ...common,
    ...limits,
    /** Metric math over `metrics`, by id. */
    expression: z.string(),
    metrics: z.record(z.string(), metricSchema),
  }),
  z.strictObject({
    ...common,
    metric: metricSchema,
    comparison: z.literal('LessThanLowerOrGreaterThanUpperThreshold'),
    /** Half width of the expected band, in standard deviations. */
    anomalyBandDeviations: z.number().positive(),
  }),
]);

export type MetricConfig = z.output<typeof metricSchema>;
export type AlarmConfig = z.output<typeof alarmSchema>;

/** The alarms of `observability/alarms-config.json`. */
export const alarmsConfig = z
  .strictObject({ alarms: z.array(alarmSchema) })
  .parse(alarmsFile).alarms;

/** The dashboard of `observability/otel-dashboard-template.json`. */
export const dashboardTemplate: unknown = dashboardFile;

/** Names of the pool's resources, by their placeholder in both files. */
export type PoolNames = Record<
  | 'pool'
  | 'targetGroup'
  | 'loadBalancer'
  | 'bucket'
  | 'logGroup'
  | 'service'
  | 'region'
  | 'artifactsQuotaBytes',
  string
>;

/**
 * A value with every `${placeholder}` in its texts filled in.
 *
 * @throws Error naming a placeholder nothing is known for.
 */
export function fillIn<T>(value: T, names: PoolNames): T {
  if (typeof value === 'string') {
    return value.replace(/\$\{(\w+)\}/g, (_, name) => {
      if (!Object.hasOwn(names, name)) {
        throw new Error(`There is no placeholder \${${name}}`);
      }
      return names[name as keyof PoolNames];
    }) as T;
  }
  if (Array.isArray(value)) return value.map(v => fillIn(v, names)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, v]) => [key, fillIn(v, names)]),
  ) as T;
}
