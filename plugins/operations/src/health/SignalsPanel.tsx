import { Flex } from '@backstage/ui';
import type { Signal } from '@enginehouse/plugin-operations-common';
import { Disclosure, Panel } from '@enginehouse/plugin-stacks-react';
import { concernsAll } from './SignalItem';
import { SignalList } from './SignalList';

/** What is not well, and what is about the stack as a whole such as its endpoint; the resources that are well are one line. */
export function SignalsPanel({ signals }: { signals: Signal[] }) {
  const noted = signals.filter(concernsAll);
  const well = signals.filter(signal => !concernsAll(signal));
  return (
    <Panel title="Signals">
      <Flex direction="column" gap="3">
        <SignalList signals={noted} />
        {well.length > 0 && (
          <Disclosure
            summary={
              noted.length > 0
                ? `${well.length} more, all healthy`
                : `All ${well.length} are healthy`
            }
          >
            <SignalList signals={well} />
          </Disclosure>
        )}
      </Flex>
    </Panel>
  );
}
