import type { LogSource, StackView } from '@enginehouse/plugin-operations-node';
import { GroupFollower, type FollowListener } from './GroupFollower';

/** The followers of this process: one for each log group that somebody follows. */
export class FollowerHub {
  readonly #followers = new Map<string, GroupFollower>();
  readonly #pollMs: number;

  /** @param options - `pollMs`: how often a group is read, in milliseconds */
  constructor({ pollMs = 1_000 }: { pollMs?: number } = {}) {
    this.#pollMs = pollMs;
  }

  /** Listens to a group. Lines written before `since`, in milliseconds since the epoch, it does not tell. */
  listen(
    { environment, account, region }: StackView,
    source: LogSource,
    listener: FollowListener,
  ): { since: number; stop: () => void } {
    const key = JSON.stringify([environment, account, region, source.group]);
    const follower =
      this.#running(key) ?? new GroupFollower(source, Date.now(), this.#pollMs);
    this.#followers.set(key, follower);
    const leave = follower.listen(listener);
    return {
      since: follower.remembersFrom,
      stop: () => {
        leave();
        if (follower.stopped && this.#followers.get(key) === follower) {
          this.#followers.delete(key);
        }
      },
    };
  }

  #running(key: string): GroupFollower | undefined {
    const follower = this.#followers.get(key);
    return follower?.stopped ? undefined : follower;
  }
}
