import { useId, type ComponentProps, type ReactNode } from 'react';
import { styled } from '@mui/material/styles';
import { BgProvider, Text } from '@backstage/ui';

const Raised = styled('section')({
  background: 'var(--bui-bg-neutral-1)',
  border: '1px solid var(--bui-border-1)',
  borderRadius: 'var(--bui-radius-4)',
  padding: '1rem',
  minWidth: 0,
});

/** A raised area of the page; buttons in it stand out from it. @public */
export function Surface({ children, ...props }: ComponentProps<'section'>) {
  return (
    <Raised {...props}>
      <BgProvider bg="neutral-1">{children}</BgProvider>
    </Raised>
  );
}

const Head = styled('header')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '0.5rem',
  marginBottom: '0.75rem',
});

/** A titled part of a page, a landmark named by its title. @public */
export function Panel(props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, actions, children } = props;
  const titleId = useId();
  return (
    <Surface aria-labelledby={titleId}>
      <Head>
        <Text as="h3" id={titleId} variant="title-x-small">
          {title}
        </Text>
        {actions}
      </Head>
      {children}
    </Surface>
  );
}
