import { Button, Text } from '@backstage/ui';
import { useAct } from '@enginehouse/plugin-stacks-react';
import { KEPT } from './LogBuffer';

/** Reads further back as long as there is room; says how to get there when there is none. */
export function OlderLines(props: {
  possible: boolean;
  /** Whether as many lines are here as are kept. */
  full: boolean;
  onOlder: () => Promise<void>;
}) {
  const { possible, full, onOlder } = props;
  const older = useAct(onOlder);
  if (full) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {`${KEPT} lines are kept here; choose an earlier range for older ones.`}
      </Text>
    );
  }
  return possible ? (
    <Button
      variant="tertiary"
      size="small"
      isPending={older.busy}
      onPress={older.run}
    >
      Older lines
    </Button>
  ) : null;
}
