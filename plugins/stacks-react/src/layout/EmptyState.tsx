import type { ReactNode } from 'react';
import { Flex, Text } from '@backstage/ui';

/** What a view would show, and the button that fills it. @public */
export function EmptyState(props: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <Flex
      direction="column"
      align="center"
      gap="3"
      py="8"
      style={{ textAlign: 'center' }}
    >
      <Text as="h3" variant="title-x-small">
        {props.title}
      </Text>
      <Text as="p" color="secondary" style={{ maxWidth: '36rem' }}>
        {props.children}
      </Text>
      {props.action}
    </Flex>
  );
}
