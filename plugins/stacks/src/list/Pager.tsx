import { Button, Flex, Text } from '@backstage/ui';

/** Where in the list one is, and the ways on where there are any. */
export function Pager(props: {
  from: number;
  count: number;
  total: number;
  onFirst?: () => void;
  onNext?: () => void;
}) {
  const { from, count, total, onFirst, onNext } = props;
  return (
    <Flex align="center" justify="between" gap="3" style={{ flexWrap: 'wrap' }}>
      <Text role="status" color="secondary">
        {`${from} to ${from + count - 1} of ${total}`}
      </Text>
      {(onFirst || onNext) && (
        <Flex gap="2">
          <Button variant="secondary" isDisabled={!onFirst} onPress={onFirst}>
            First page
          </Button>
          <Button variant="secondary" isDisabled={!onNext} onPress={onNext}>
            Next page
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
