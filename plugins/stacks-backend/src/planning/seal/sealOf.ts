import type { Change, Seal } from '@enginehouse/plugin-stacks-common';
import { digest } from '@enginehouse/stack-kit';

/** Binds a proposal to the stack it was made against and, for an apply, to one change set. */
export function sealOf(
  parts: Omit<Seal, 'digest' | 'sealedAt'> & { changes: readonly Change[] },
): Seal {
  const { changes, ...sealed } = parts;
  const { proposal, stackId, fingerprint, changeSetId, capabilities } = sealed;
  return {
    ...sealed,
    digest: digest({
      ...{ proposal, stackId, fingerprint, capabilities, changes },
      changeSetId: changeSetId ?? null,
      executionRole: sealed.executionRole ?? null,
    }),
    sealedAt: new Date().toISOString(),
  };
}
