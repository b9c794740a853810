import type { ReactNode } from 'react';
import { Flex, Text } from '@backstage/ui';
import { StatusBadge } from './StatusBadge';
import type { StatusKind, StatusValue } from './statuses';

/**
 * The top line of a view: how things stand, in one sentence. Changes of it are read out.
 * @public
 */
export function Sentence<K extends StatusKind>(props: {
  kind?: K;
  value?: StatusValue<K>;
  children: ReactNode;
}) {
  const { kind, value, children } = props;
  return (
    <Flex align="baseline" gap="2" style={{ flexWrap: 'wrap' }} role="status">
      {kind && value && <StatusBadge kind={kind} value={value} />}
      <Text as="p" variant="body-large" style={{ flex: '1 1 16rem' }}>
        {children}
      </Text>
    </Flex>
  );
}
