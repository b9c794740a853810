import type { Stack } from '@enginehouse/plugin-stacks-common';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

/** A deployed stack of the environment `sandbox`. */
export function stackFor(changes: Partial<Stack> = {}): Stack {
  const name = changes.name ?? 'checkout-sandbox';
  return {
    name,
    entityRef: `resource:default/${name}`,
    stackId: `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${name}/1`,
    definition: 'some-definition',
    service: 'checkout',
    component: 'pool',
    environment: 'sandbox',
    owner: 'group:default/checkout',
    account: ACCOUNT,
    region: REGION,
    state: 'deployed',
    createdAt: '2026-01-01T00:00:00.000Z',
    changedAt: '2026-01-01T00:00:00.000Z',
    health: { status: 'unknown', sentence: '' },
    ...changes,
  };
}
