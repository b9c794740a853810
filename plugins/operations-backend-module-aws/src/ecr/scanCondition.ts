import type { Condition } from '../condition';
import { SEVERITIES, type ImageScan } from './imageScan';

const GRAVE = ['CRITICAL', 'HIGH'];

/** Counts by severity in words, the worst first: "2 critical, 5 high". */
export function countsInWords(
  counts: Record<string, number>,
  severities = SEVERITIES,
): string {
  return severities
    .filter(severity => counts[severity])
    .map(severity => `${counts[severity]} ${severity.toLowerCase()}`)
    .join(', ');
}

/** What the scan of the newest image says about it: a critical or high finding degrades; without a scan nobody knows. */
export function scanCondition(
  image: string,
  scan: ImageScan | undefined,
): Condition {
  if (!scan) {
    return { status: 'unknown', reason: `${image} was never scanned` };
  }
  if (!['COMPLETE', 'ACTIVE'].includes(scan.status)) {
    const said = [scan.status, scan.description].filter(Boolean).join(': ');
    return { status: 'unknown', reason: `scan of ${image}: ${said}` };
  }
  const grave = countsInWords(scan.counts, GRAVE);
  return grave
    ? { status: 'degraded', reason: `${image} has ${grave} findings` }
    : { status: 'healthy' };
}
