import type {
  PlanNeed,
  SourceContext,
} from '@enginehouse/plugin-operations-node';
import { createEnginePool } from './enginePool';
import { EndpointProbe } from './EndpointProbe';

const pool = createEnginePool(new EndpointProbe());

function contextWith(config: Record<string, unknown>): SourceContext {
  return {
    stack: {
      name: 'checkout-engine-pool-sandbox',
      definition: pool.definition,
      environment: 'sandbox',
      account: '123456789012',
      region: 'us-east-1',
      outputs: {},
      config,
    },
    resources: [],
    aws: {
      client: () => {
        throw new Error('There is no AWS in this test');
      },
      read: (_options, fn) => fn(),
      call: (_action, fn) => fn(),
    },
  };
}

const need = (changes: Partial<PlanNeed>): PlanNeed => ({
  logicalId: 'Pool',
  resourceType: 'AWS::AutoScaling::AutoScalingGroup',
  bound: 'maximum',
  deployed: 3,
  wanted: 5,
  ...changes,
});

describe('the configuration for more or fewer engines', () => {
  const config = { capacity: { min: 2, max: 3 }, fipsMode: true };

  it.each([
    [
      { bound: 'maximum', wanted: 5 },
      { min: 2, max: 5 },
    ],
    [
      { bound: 'minimum', wanted: 1 },
      { min: 1, max: 3 },
    ],
  ] as const)(
    'moves the bound that %j names, and nothing else',
    (of, capacity) => {
      expect(pool.configFor?.(need(of), contextWith(config))).toEqual({
        ...config,
        capacity,
      });
    },
  );

  it.each([
    { bound: 'minimum', wanted: 0 },
    { wanted: 101 },
    { resourceType: 'AWS::ECS::Service' },
  ] as const)('does not exist for %j', of => {
    expect(pool.configFor?.(need(of), contextWith(config))).toBeUndefined();
  });
});

describe('a line of an engine', () => {
  it.each([
    [
      'time=2026-01-01T00:00:00.000Z level=INFO msg="initializing new session" session=abc',
      { level: 'info', text: 'initializing new session', correlationId: 'abc' },
    ],
    [
      'time=2026-01-01T00:00:00.000Z level=INFO msg="initializing new client" isMainClient=true sessionID=abc',
      { correlationId: 'abc' },
    ],
    [
      '2026.01.01 00:00:00 LOG3[17]: s_connect: connect 127.0.0.1:1234: Connection refused (111)',
      {
        level: 'error',
        text: 's_connect: connect 127.0.0.1:1234: Connection refused (111)',
        fields: { thread: '17' },
      },
    ],
    [
      '2026.01.01 00:00:00 LOG5[ui]: Configuration successful',
      { level: 'info' },
    ],
    [
      '{"time": "2026-01-01T00:00:00.000Z", "level": "error", "msg": "failed to pull layer", "session": "abc", "correlation_id": "abc", "service": "checkout"}',
      { level: 'error', text: 'failed to pull layer', correlationId: 'abc' },
    ],
    [
      '{"level": "panic", "msg": "panic: runtime error", "service": "checkout"}',
      { level: 'error', text: 'panic: runtime error' },
    ],
    ['telemetry shut down complete', { level: undefined }],
  ])('%s', (line, reading) => {
    expect(pool.readLine?.(line)).toMatchObject(reading);
  });
});
