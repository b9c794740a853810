import type { LedgerLine } from '@enginehouse/plugin-stacks-common';
import {
  monthlyWords,
  statusWord,
  type StatusValue,
} from '@enginehouse/plugin-stacks-react';

type Words = (data: LedgerLine['data']) => string;

const planned: Record<string, string> = {
  apply: 'a change',
  destroy: 'a destroy',
  unprotect: 'the end of its protection against deletion',
};

const words: Record<string, Words> = {
  'plan-created': ({ action }) =>
    `Planned ${planned[String(action)] ?? action}`,
  'plan-sealed': ({ outcome, cost }) =>
    [
      outcome === 'no-changes' ? 'Plan sealed: no changes' : 'Plan sealed',
      cost ? `costs ${monthlyWords(cost)}` : '',
    ]
      .filter(Boolean)
      .join(', '),
  'plan-failed': ({ reason }) => `Planning failed: ${reason}`,
  'plan-discarded': () => 'Plan discarded',
  'plan-expired': () => 'Plan expired',
  'owner-changed': ({ from, to }) => `Owner changed from ${from} to ${to}`,
  'deployment-started': ({ kind }) =>
    `Started to ${kind === 'unprotect' ? 'lift protection' : kind}`,
  'evidence-stored': ({ digest, location }) =>
    `Evidence ${String(digest).slice(0, 19)}… signed and stored in ${location}`,
  'evidence-copied': ({ location }) => `Evidence copied to ${location}`,
  'evidence-copy-failed': ({ location, reason }) =>
    `Evidence not copied to ${location}: ${reason}`,
  'deployment-progressed': ({ state }) => deploymentWord(state),
  'deployment-settling': () => statusWord('deployment', 'settling'),
  'deployment-ended': ({ state, reason }) =>
    deploymentWord(state) + (reason ? `: ${reason}` : ''),
  'finding-acknowledged': ({ rule, resource, reason, expiresAt }) =>
    `Acknowledged ${rule} at ${resource || 'the stack'} until ${String(
      expiresAt,
    ).slice(0, 10)}: ${reason}`,
  'acknowledgement-withdrawn': ({ rule, resource }) =>
    `Withdrew the acknowledgement of ${rule} at ${resource || 'the stack'}`,
  'changed-outside': ({ status }) => `Changed outside the portal: ${status}`,
  'health-changed': ({ sentence }) => String(sentence),
  'operation-started': ({ title, effect }) => `${title} started: ${effect}`,
  'operation-finished': ({ state, result, error }) =>
    [`Operation ${state}`, result ?? error].filter(Boolean).join(': '),
};

/** A line of the ledger in words; a kind this version does not know keeps its name. */
export function ledgerWords({ kind, data }: LedgerLine): string {
  return words[kind]?.(data) ?? kind;
}

function deploymentWord(state: unknown): string {
  return statusWord('deployment', state as StatusValue<'deployment'>);
}
