import type { MonthlyCost } from '@enginehouse/plugin-stacks-common';
import type { LineData, NewLine, StackIdentity } from './lines';
import { projectStack, type StackProjection } from './projectStack';

const identity: StackIdentity = {
  definition: 'things',
  definitionVersion: '1.0.0',
  service: 'shop',
  component: 'things',
  environment: 'sandbox',
  owner: 'group:default/platform',
  account: '123456789012',
  region: 'us-east-1',
};
const who = { stack: 'shop-things-sandbox', actor: 'user:default/ada' };
const deploymentId = 'd1';

const cost = (monthly: number): MonthlyCost => ({
  ...{ currency: 'USD', monthly, atLeast: false },
});

const planned: NewLine = {
  ...who,
  kind: 'plan-created',
  data: { ...identity, planId: 'p1', action: 'apply' },
};

const started = (
  kind: LineData['deployment-started']['kind'],
  monthly?: number,
): NewLine => ({
  ...who,
  kind: 'deployment-started',
  data: {
    ...{ ...identity, deploymentId, kind, stackId: 'arn', fixedNames: [] },
    ...(monthly !== undefined && { cost: cost(monthly) }),
  },
});

const ended = (state: LineData['deployment-ended']['state']): NewLine => ({
  ...who,
  kind: 'deployment-ended',
  data: { deploymentId, state },
});

/** What a stack costs after these lines. */
function costAfter(...lines: NewLine[]): MonthlyCost | undefined {
  const row = [planned, ...lines].reduce<StackProjection | undefined>(
    (before, line, index) =>
      projectStack(before, {
        ...line,
        seq: index + 1,
        at: '2026-11-21T00:00:00.000Z',
      }),
    undefined,
  );
  const known = row?.cost ? JSON.parse(row.cost) : undefined;
  expect(row?.monthly_cost ?? undefined).toBe(known?.monthly);
  return known;
}

const created = [started('create', 100), ended('deployed')];

it('a stack costs what its plan said, once it is deployed', () => {
  expect(costAfter(started('create', 100))).toBeUndefined();
  expect(costAfter(...created)).toEqual(cost(100));
});

it('from when CloudFormation is done, before every unit is healthy', () => {
  const settling: NewLine = {
    ...who,
    kind: 'deployment-settling',
    data: { deploymentId },
  };
  expect(costAfter(started('create', 100), settling)).toEqual(cost(100));
});

it.each([
  'rolled-back',
  'cancelled',
  'rollback-failed',
  'not-started',
] as const)('an update that ends as %s leaves its cost as it was', state => {
  expect(costAfter(...created, started('update', 200), ended(state))).toEqual(
    cost(100),
  );
});

it('so does what lifts its protection', () => {
  const lifted = [started('unprotect'), ended('deployed')];
  expect(costAfter(...created, ...lifted)).toEqual(cost(100));
});

it('a destroyed one costs nothing any more', () => {
  const destroyed = [started('destroy'), ended('destroyed')];
  expect(costAfter(...created, ...destroyed)).toBeUndefined();
});
