import { mockServices } from '@backstage/backend-test-utils';
import type { Stack } from '@enginehouse/plugin-stacks-common';
import { InMemoryStacks } from '../__testUtils__/InMemoryStacks';
import { stackFor } from '../__testUtils__/stackFor';
import { HealthCollector } from './HealthCollector';
import type { HealthReader, HealthReading } from './HealthReader';

const READING: HealthReading = {
  status: 'healthy',
  sentence: 'Healthy: 1 of 1 engines serving',
  checkedAt: new Date().toISOString(),
  units: { total: 1, healthy: 1, degraded: 0, unhealthy: 0, unknown: 0 },
  signals: [],
};

function collectorOf(...all: Stack[]) {
  const stacks = new InMemoryStacks(...all);
  const read: string[] = [];
  const health: Pick<HealthReader, 'read'> = {
    read: async ({ name }) => {
      read.push(name);
      return READING;
    },
  };
  const collector = new HealthCollector({
    stacks,
    health,
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
  });
  return { collector, stacks, read };
}

describe('HealthCollector', () => {
  afterEach(() => jest.useRealTimers());

  it('reports what changed, and what is old, and what settles', async () => {
    const reported = {
      status: READING.status,
      sentence: READING.sentence,
      at: READING.checkedAt,
    };
    const { collector, stacks } = collectorOf(
      stackFor({ name: 'new' }),
      stackFor({ name: 'same', health: reported }),
      stackFor({
        name: 'old',
        health: { ...reported, at: '2026-01-01T00:00:00.000Z' },
      }),
      stackFor({ name: 'settling', state: 'settling', health: reported }),
    );
    await collector.collect();
    expect(stacks.reports.map(({ stack }) => stack).sort()).toEqual([
      'new',
      'old',
      'settling',
    ]);
    expect(stacks.reports[0].report).toEqual(reported);
  });

  it('reads no stack that has nothing yet', async () => {
    const { collector, read } = collectorOf(
      stackFor({ name: 'planned', stackId: undefined }),
      stackFor({ name: 'created-now', state: 'deploying' }),
      stackFor({
        name: 'updated-now',
        state: 'deploying',
        health: { status: 'healthy', sentence: '' },
      }),
    );
    await collector.collect();
    expect(read).toEqual(['updated-now']);
  });

  it('lets a stack that fails wait, longer each time, and goes on with the others', async () => {
    jest.useFakeTimers();
    const { collector, stacks, read } = collectorOf(
      stackFor({ name: 'broken' }),
      stackFor({ name: 'fine' }),
    );
    stacks.refusing.add('broken');
    const roundsAfter = async (seconds: number) => {
      jest.advanceTimersByTime(seconds * 1_000);
      read.length = 0;
      await collector.collect();
      return [...read];
    };
    await expect(roundsAfter(0)).resolves.toEqual(['broken', 'fine']);
    await expect(roundsAfter(5)).resolves.toEqual(['fine']);
    await expect(roundsAfter(6)).resolves.toEqual(['broken', 'fine']);
    await expect(roundsAfter(15)).resolves.toEqual(['fine']);
    stacks.refusing.clear();
    await expect(roundsAfter(6)).resolves.toEqual(['broken', 'fine']);
    await expect(roundsAfter(1)).resolves.toEqual(['broken', 'fine']);
  });
});
