import type { Acknowledgement } from '@enginehouse/plugin-stacks-common';
import type { Line } from '../ledger/lines';

/** The kinds of ledger lines that acknowledgements are made of. */
export const ACKNOWLEDGEMENT_KINDS = [
  'finding-acknowledged',
  'acknowledgement-withdrawn',
] as const;

/**
 * What holds of all that people acknowledged: the newest about each finding unless it was withdrawn, newest first.
 *
 * @param lines - a stack's ledger lines of these kinds, newest first
 * @param since - when the stack came to be; what was said of a former one by the same name counts no more
 * @param now - what expires until then has expired
 */
export function currentAcknowledgements(
  lines: readonly Line[],
  since: string,
  now: Date,
): Acknowledgement[] {
  const decided = new Set<string>();
  return lines.flatMap(line => {
    const acknowledges = line.kind === 'finding-acknowledged';
    if (!acknowledges && line.kind !== 'acknowledgement-withdrawn') return [];
    const { rule, resource } = line.data;
    const finding = JSON.stringify([rule, resource]);
    if (line.at < since || decided.has(finding)) return [];
    decided.add(finding);
    if (!acknowledges) return [];
    const { reason, expiresAt } = line.data;
    return [
      {
        ...{ id: line.seq, stack: line.stack, rule, resource, reason },
        ...{ by: line.actor, at: line.at, expiresAt },
        expired: Date.parse(expiresAt) <= now.getTime(),
      },
    ];
  });
}
