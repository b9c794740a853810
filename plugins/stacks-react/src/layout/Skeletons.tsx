import { Flex, Skeleton } from '@backstage/ui';

/** Bars in the shape of a table's rows, so that nothing jumps when the rows come. @public */
export function RowSkeletons({ rows }: { rows: number }) {
  return (
    <Flex direction="column" gap="3">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width="100%" height={36} />
      ))}
    </Flex>
  );
}
