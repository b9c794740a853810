import { z } from 'zod';

/** The `source` of a figure nobody has read anywhere. It is shown as unverified wherever it is used. */
export const UNVERIFIED = 'general knowledge, unverified';

/** Units that are charged for each hour. */
export const HOURLY_UNITS = [
  'hour',
  'vCPU-hour',
  'GB-hour',
  'ACU-hour',
  'LCU-hour',
  'RCU-hour',
  'WCU-hour',
] as const;

const OTHER_UNITS = [
  'month',
  'GB-month',
  'IOPS-month',
  'MBps-month',
  'vCPU-month',
  'ACU-month',
  'alarm-month',
  'metric-month',
  'GB',
  'GB-second',
  'request',
  '1k-requests',
  '10k-requests',
  'million-requests',
  '1k-transitions',
  '100k-events',
  '100k-notifications',
  'million-observations',
  'run',
  'item',
  'evaluation',
  'ratio',
] as const;

/** One figure of a price table: a price on demand, before tax, of the first tier. */
export const priceRecordSchema = z.strictObject({
  /** Such as `ec2`. */
  service: z.string().regex(/^[a-z0-9-]+$/),
  /** What of the service, such as `c7i.large.linux.on-demand`. */
  key: z.string().min(1),
  /** AWS region, or `global`. */
  region: z.string().regex(/^[a-z0-9-]+$/),
  unit: z.enum([...HOURLY_UNITS, ...OTHER_UNITS]),
  /** US dollars for one unit. */
  usd: z.number().min(0).meta({ accepted: 'a number of US dollars from 0' }),
  /** Year and month the source speaks of; null when it does not say. */
  asOf: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .nullable()
    .meta({ accepted: 'a year and month such as "2026-10", or null' }),
  /** Where the figure was read. */
  source: z.string().min(1),
  note: z.string().optional(),
});

/** One figure of a price table, as `priceRecordSchema` accepts it. */
export type PriceRecord = z.output<typeof priceRecordSchema>;

/** What a figure is the price of one of. */
export type PriceUnit = PriceRecord['unit'];
