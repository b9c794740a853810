import type {
  HealthStatus,
  Signal,
} from '@enginehouse/plugin-operations-common';
import { foldHealth } from './foldHealth';

const WORDS = { one: 'engine', many: 'engines', healthy: 'serving' };

const signal = (
  status: HealthStatus,
  sentence: string,
  more: Partial<Signal> = {},
): Signal => ({
  key: sentence,
  title: '',
  status,
  sentence,
  facts: [],
  ...more,
});

const unit = (name: string, status: HealthStatus, reason?: string) => ({
  name,
  status,
  reason,
});

function fold(
  signals: Signal[],
  units: ReturnType<typeof unit>[] = [],
  wanted = units.length,
) {
  return foldHealth({ signals, groups: [{ words: WORDS, units, wanted }] });
}

const serving = signal('healthy', '3 of 3 targets healthy', {
  aboutUnits: true,
});
const three = ['a', 'b', 'c'].map(name => unit(name, 'healthy'));
const unresolved = signal(
  'unknown',
  'endpoint not checked: the name does not resolve from the portal',
);

describe('foldHealth', () => {
  it('is the worst of the readable signals, with the reason in words', () => {
    expect(
      fold(
        [
          serving,
          signal('degraded', 'the certificate ends in 3 days'),
          signal('unhealthy', 'the endpoint does not answer'),
        ],
        three,
      ),
    ).toEqual({
      status: 'unhealthy',
      sentence:
        'Unhealthy: 3 of 3 engines serving; the endpoint does not answer; the certificate ends in 3 days',
    });
  });

  it('names what could not be read, which neither makes red …', () => {
    expect(fold([serving, unresolved], three)).toEqual({
      status: 'healthy',
      sentence:
        'Healthy: 3 of 3 engines serving; endpoint not checked: the name does not resolve from the portal',
    });
  });

  it('… nor hides it', () => {
    const { status } = fold([unresolved, signal('unhealthy', 'gone')]);
    expect(status).toBe('unhealthy');
  });

  it('is unknown when nothing can be read', () => {
    expect(fold([unresolved])).toEqual({
      status: 'unknown',
      sentence:
        'Unknown: endpoint not checked: the name does not resolve from the portal',
    });
    expect(fold([])).toEqual({
      status: 'unknown',
      sentence: 'Unknown: nothing in this stack can be read',
    });
  });

  it('counts the signals of a stack without units when nothing is wrong; a single one speaks for itself', () => {
    const waiting = signal('healthy', '3 messages waiting, 0 in work');
    expect(fold([waiting]).sentence).toBe(
      'Healthy: 3 messages waiting, 0 in work',
    );
    expect(fold([waiting, signal('healthy', 'not firing')]).sentence).toBe(
      'Healthy: 2 of 2 signals healthy',
    );
  });

  it('counts units against what is wanted, and gives each reason once', () => {
    const failed = 'Health checks failed';
    expect(
      fold(
        [signal('degraded', '1 of 3 targets healthy', { aboutUnits: true })],
        [
          unit('a', 'healthy'),
          unit('b', 'unhealthy', failed),
          unit('c', 'unhealthy', failed),
          unit('d', 'unknown', 'It leaves the group'),
        ],
        3,
      ).sentence,
    ).toBe('Degraded: 1 of 3 engines serving; b, c: Health checks failed');
  });

  it('counts units of several kinds in one sentence, those that serve though they are not healthy too', () => {
    const services = { one: 'service', many: 'services', healthy: 'serving' };
    const caches = { one: 'cache', many: 'caches', healthy: 'available' };
    const rolling = 'replaces revision 1 by revision 2';
    expect(
      foldHealth({
        signals: [signal('degraded', rolling, { aboutUnits: true })],
        groups: [
          {
            words: services,
            units: [
              unit('admin', 'healthy'),
              { ...unit('api', 'degraded', rolling), serving: true },
            ],
            wanted: 2,
          },
          { words: caches, units: [unit('redis', 'healthy')], wanted: 1 },
          { words: WORDS, units: [], wanted: 0 },
        ],
      }).sentence,
    ).toBe(
      'Degraded: 2 of 2 services serving, 1 of 1 cache available; api: replaces revision 1 by revision 2',
    );
  });

  it('says in one word how many more are unknown', () => {
    const alarms = [1, 2, 3, 4].map(n =>
      signal('unknown', `alarm ${n} has no data`),
    );
    expect(fold([serving, ...alarms], three).sentence).toBe(
      'Healthy: 3 of 3 engines serving; alarm 1 has no data; alarm 2 has no data; 2 more signals unknown',
    );
  });

  it('gives the reason of a signal about units while no unit can tell it', () => {
    const starting = signal('degraded', '0 of 2 instances in service', {
      aboutUnits: true,
    });
    expect(fold([starting, unresolved]).sentence).toBe(
      'Degraded: 0 of 2 instances in service; endpoint not checked: the name does not resolve from the portal',
    );
  });
});
