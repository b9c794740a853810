import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the figures were seen on. */
export function machine() {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

/** How many processes wanted to run on average over the last minute. More than there are cores: the figures are those of a busy machine. */
export function load(): number {
  return Number(loadavg()[0].toFixed(1));
}
