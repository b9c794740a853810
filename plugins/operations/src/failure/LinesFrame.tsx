import { useId, type ReactNode, type Ref } from 'react';
import { styled } from '@mui/material/styles';
import { Skeleton, Text } from '@backstage/ui';

/** As high as ten lines, whatever there is: nothing below it moves. */
const HEIGHT = '14rem';

const Head = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'baseline',
  justifyContent: 'space-between',
  gap: '0.25rem 1rem',
  marginBottom: '0.5rem',
});

const Box = styled('div')({
  height: HEIGHT,
  overflow: 'auto',
  border: '1px solid var(--bui-border-1)',
  borderRadius: 'var(--bui-radius-2)',
  background: 'var(--bui-bg-app)',
  '&:focus-visible': {
    outline: '2px solid var(--bui-ring)',
    outlineOffset: -2,
  },
});

/** Where the last lines stand; a skeleton without children. Arrow keys scroll it. */
export function LinesFrame(props: {
  /** To where more lines are. */
  more?: ReactNode;
  box?: Ref<HTMLDivElement>;
  children?: ReactNode;
}) {
  const { more, box, children } = props;
  const titleId = useId();
  return (
    <div>
      <Head>
        <Text as="h4" id={titleId} variant="body-medium" weight="bold">
          Last lines
        </Text>
        {more}
      </Head>
      <Box
        ref={box}
        role="log"
        aria-live="off"
        aria-labelledby={titleId}
        tabIndex={0}
      >
        {children ?? <Skeleton width="100%" height="100%" />}
      </Box>
    </div>
  );
}
