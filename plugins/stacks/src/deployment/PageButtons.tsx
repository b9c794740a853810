import { Button, Flex } from '@backstage/ui';

/** How many rows a page of the history or the ledger has. */
export const ROWS_OF_PAGE = 10;

/** The ways on in a list whose newest come first; absent when all of it is in view. `cursor` is that of the page in view. */
export function PageButtons(props: {
  cursor?: string;
  nextCursor?: string;
  onGo: (cursor: string | undefined) => void;
}) {
  const { cursor, nextCursor, onGo } = props;
  return cursor || nextCursor ? (
    <Flex gap="2" mt="3">
      <Button
        variant="secondary"
        isDisabled={!cursor}
        onPress={() => onGo(undefined)}
      >
        Newest
      </Button>
      <Button
        variant="secondary"
        isDisabled={!nextCursor}
        onPress={() => onGo(nextCursor)}
      >
        Older
      </Button>
    </Flex>
  ) : null;
}
