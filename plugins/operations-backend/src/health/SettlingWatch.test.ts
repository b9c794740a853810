import { mockServices } from '@backstage/backend-test-utils';
import { DefaultEventsService } from '@backstage/plugin-events-node';
import {
  STACKS_EVENTS_TOPIC,
  type StackChanged,
} from '@enginehouse/plugin-stacks-node';
import { InMemoryStacks } from '../__testUtils__/InMemoryStacks';
import { stackFor } from '../__testUtils__/stackFor';
import { until } from '../__testUtils__/until';
import { SettlingWatch } from './SettlingWatch';

describe('SettlingWatch', () => {
  it('reads a stack that changed until it has settled, and no other', async () => {
    const settling = stackFor({ name: 'settling', state: 'settling' });
    const stacks = new InMemoryStacks(settling, stackFor({ name: 'deployed' }));
    const read: string[] = [];
    const watch = new SettlingWatch({
      stacks,
      collector: {
        collectOne: async ({ name }) => {
          read.push(name);
          if (read.length === 2) settling.state = 'deployed';
        },
      },
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
    });
    const events = DefaultEventsService.create({
      logger: mockServices.logger.mock(),
    });
    await watch.start(events);
    const changed = (name: string) => {
      const eventPayload: StackChanged = { name };
      return events.publish({ topic: STACKS_EVENTS_TOPIC, eventPayload });
    };
    await changed('deployed');
    await changed('settling');
    await changed('settling');
    await until(
      async () => read,
      names => names.length === 2,
    );
    expect(read).toEqual(['settling', 'settling']);
    watch.stop();
  });
});
