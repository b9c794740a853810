import { contextFor } from '../__testUtils__/contextFor';
import { InMemoryLog } from '../__testUtils__/InMemoryLog';
import { until } from '../__testUtils__/until';
import { SourceRegistry } from '../sources/SourceRegistry';
import { decodeFollowCursor, followFrom } from './cursors';
import { FollowerHub } from './FollowerHub';
import { followLogs } from './followLogs';
import { LineFilter } from './LineFilter';
import { LogEvents } from './LogEvents';

jest.setTimeout(30_000);

class Follower {
  readonly messages: string[] = [];
  readonly problems: string[] = [];
  position: string | undefined;
  readonly stop: () => void;

  constructor(
    hub: FollowerHub,
    log: InMemoryLog,
    options: { after?: string; since?: number; filter?: string } = {},
  ) {
    const context = contextFor();
    const filter = new LineFilter(options);
    const cursor =
      options.after === undefined
        ? followFrom(options.since ?? Date.now())
        : decodeFollowCursor(options.after);
    const events = new LogEvents(new SourceRegistry(), context, filter);
    this.stop = followLogs(
      hub,
      { context, sources: [log], events, cursor },
      {
        event: ({ message }, id) => {
          this.messages.push(message);
          this.position = id;
        },
        passed: id => {
          this.position = id;
        },
        problem: reason => this.problems.push(reason),
      },
    );
  }

  has(count: number): Promise<unknown> {
    return until(
      async () => this.messages,
      messages => messages.length >= count,
    );
  }
}

describe('followLogs', () => {
  const hub = new FollowerHub({ pollMs: 50 });
  const running: Follower[] = [];
  const follow = (...args: ConstructorParameters<typeof Follower>) => {
    const follower = new Follower(...args);
    running.push(follower);
    return follower;
  };

  afterEach(() => running.splice(0).forEach(follower => follower.stop()));

  it('tells in order what became readable out of order', async () => {
    const log = new InMemoryLog();
    const follower = follow(hub, log);
    const now = Date.now();
    log.write('second', { receivedAt: now + 20 });
    log.write('first', { receivedAt: now + 10 });
    await follower.has(2);
    expect(follower.messages).toEqual(['first', 'second']);
  });

  it('goes on after a break with what came in between, and with nothing twice', async () => {
    const log = new InMemoryLog();
    const before = follow(hub, log);
    const written = ['a', 'b', 'c'].map(message => log.write(message));
    await before.has(3);
    before.stop();
    written.push(log.write('d'), log.write('e'));
    const after = follow(hub, log, { after: before.position });
    written.push(log.write('f'));
    await after.has(3);
    expect([...before.messages, ...after.messages]).toEqual(written);
  });

  it('goes on after a long break, also beside somebody who followed all the time', async () => {
    const log = new InMemoryLog();
    const hourAgo = Date.now() - 3_600_000;
    const old = ['a', 'b'].map((m, n) =>
      log.write(m, { receivedAt: hourAgo + n }),
    );
    const other = follow(hub, log);
    const recent = log.write('c');
    await other.has(1);
    const back = follow(hub, log, { since: hourAgo });
    const now = log.write('d');
    await back.has(4);
    expect(back.messages).toEqual([...old, recent, now]);
    expect(other.messages).toEqual([recent, now]);
  });

  it('passes on where to go on after lines that nobody wanted', async () => {
    const log = new InMemoryLog();
    const follower = follow(hub, log, { filter: 'wanted' });
    log.write('other');
    await until(
      async () => follower.position,
      position => position !== undefined,
    );
    follower.stop();
    const again = follow(hub, log, { after: follower.position });
    log.write('new');
    await again.has(1);
    expect(again.messages).toEqual(['new']);
  });

  it('polls once for all who follow, and stops with the last', async () => {
    const alone = new InMemoryLog();
    const shared = new InMemoryLog();
    const one = follow(hub, alone);
    const hubOfMany = new FollowerHub({ pollMs: 50 });
    const many = Array.from({ length: 20 }, () => follow(hubOfMany, shared));
    alone.write('x');
    shared.write('x');
    await Promise.all([one.has(1), ...many.map(follower => follower.has(1))]);
    expect(shared.reads).toBeLessThan(2 * alone.reads);
    many.forEach(follower => follower.stop());
    const last = shared.reads;
    alone.write('y');
    await one.has(2);
    expect(shared.reads).toBe(last);
  });

  it('says why the group cannot be read, and goes on when it can', async () => {
    const log = new InMemoryLog();
    log.problem = 'AWS throttles logs:FilterLogEvents';
    const follower = follow(hub, log);
    await until(
      async () => follower.problems,
      problems => problems.length > 0,
    );
    expect(follower.problems[0]).toBe(
      '/test/lines: AWS throttles logs:FilterLogEvents',
    );
    log.problem = undefined;
    log.write('again');
    await follower.has(1);
    expect(follower.messages).toEqual(['again']);
  });
});
