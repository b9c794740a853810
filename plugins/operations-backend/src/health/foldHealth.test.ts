import type {
  HealthStatus,
  Signal,
} from '@enginehouse/plugin-operations-common';
import { countUnits, foldHealth } from './foldHealth';

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
  const counts = countUnits(units, wanted);
  return foldHealth({ signals, units, counts, words: WORDS });
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
