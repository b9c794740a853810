import { z } from 'zod';
import { compute } from './schema/compute';
import { database } from './schema/database';
import { network } from './schema/network';

/** What sizes depend on. */
export interface SizedConfig {
  stage: 'dev' | 'staging' | 'prod';
  compute: z.output<typeof compute>;
  database: z.output<typeof database>;
  network: z.output<typeof network>;
}

/** What a stage decides where the configuration does not. */
export interface Sizing {
  /** Zone letters that what costs money stands in: both in prod, the first elsewhere. */
  zones: string[];
  cpu: number;
  memoryGiB: number;
  minTasks: number;
  maxAcu: number;
  /** Whether database and cache have a second node in the other zone. */
  standby: boolean;
}

/** Prod survives the loss of a zone; dev and staging cost as little as they can. */
export function sizing(config: SizedConfig): Sizing {
  const prod = config.stage === 'prod';
  const { zones } = config.network;
  const cpu = config.compute.cpu ?? (prod ? 1 : 0.5);
  return {
    zones: prod ? zones : zones.slice(0, 1),
    cpu,
    memoryGiB: config.compute.memoryGiB ?? 2 * cpu,
    minTasks: config.compute.minTasks ?? (prod ? 2 : 1),
    maxAcu: config.database.maxAcu ?? (prod ? 128 : 4),
    standby: prod,
  };
}
