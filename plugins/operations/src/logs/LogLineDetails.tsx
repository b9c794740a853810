import { Button, Flex } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import type { LogEvent } from '@enginehouse/plugin-operations-common';
import { useToast } from '@enginehouse/plugin-stacks-react';
import { linkTo, rangeAround } from './linkTo';
import type { LogQuery } from './query';

const Root = styled('div')({ padding: '0.5rem 1rem 0.75rem 2rem' });

const Fields = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr)',
  gap: '0.125rem 1rem',
  margin: '0 0 0.5rem',
  '& > dt': { color: 'var(--bui-fg-secondary)' },
  '& > dd': { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
});

const Field = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

/** The fields of a line, and where to go from it. */
export function LogLineDetails(props: {
  line: LogEvent;
  onQuery: (part: LogQuery) => void;
}) {
  const { line, onQuery } = props;
  const toast = useToast();
  const copyLink = async () => {
    await navigator.clipboard.writeText(linkTo(line, window.location.href));
    toast({ title: 'The link to this line is copied' });
  };
  return (
    <Root>
      <Fields>
        <dt>timestamp</dt>
        <dd>{line.at}</dd>
        <dt>log group</dt>
        <dd>{line.group}</dd>
        <dt>stream</dt>
        <dd>{line.stream}</dd>
        {Object.entries(line.fields ?? {}).map(([name, value]) => (
          <Field key={name} name={name} value={value} />
        ))}
        <dt>line</dt>
        <dd>{line.message}</dd>
      </Fields>
      <Flex gap="2" style={{ flexWrap: 'wrap' }}>
        {line.correlationId && (
          <Button
            variant="secondary"
            size="small"
            onPress={() =>
              onQuery({ correlationId: line.correlationId, filter: undefined })
            }
          >
            All lines of this correlation id
          </Button>
        )}
        <Button
          variant="secondary"
          size="small"
          onPress={() =>
            onQuery({
              ...rangeAround(line),
              filter: undefined,
              level: undefined,
              correlationId: undefined,
            })
          }
        >
          Around this line
        </Button>
        <Button variant="secondary" size="small" onPress={copyLink}>
          Copy link
        </Button>
      </Flex>
    </Root>
  );
}
