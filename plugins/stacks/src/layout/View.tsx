import type { ReactNode } from 'react';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Container, Flex, Header } from '@backstage/ui';
import {
  environmentsRouteRef,
  narrow,
  stacksRouteRef,
  TimesSwitch,
} from '@enginehouse/plugin-stacks-react';

/** The frame of every page of this plugin: title, the way to its sisters, the switch of times, content. */
export function View(props: {
  title: string;
  tab?: 'stacks' | 'environments';
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, tab, actions, children } = props;
  const stacks = useRouteRef(stacksRouteRef);
  const environments = useRouteRef(environmentsRouteRef);
  const isNarrow = useMediaQuery(narrow);
  return (
    <main>
      <Header
        title={title}
        activeTabId={tab ?? null}
        tabs={[
          { id: 'stacks', label: 'Stacks', href: stacks() },
          { id: 'environments', label: 'Environments', href: environments() },
        ]}
        customActions={
          <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
            {!isNarrow && <TimesSwitch />}
            {actions}
          </Flex>
        }
      />
      <Container>
        <Flex direction="column" gap="4">
          {children}
          {isNarrow && <TimesSwitch />}
        </Flex>
      </Container>
    </main>
  );
}
