import { Flex, Skeleton } from '@backstage/ui';
import { LIST_HEIGHT } from './listHeight';

/** Histogram and lines before they are read. */
export const LogsSkeleton = () => (
  <Flex direction="column" gap="3">
    <Skeleton width="100%" height={72} />
    <Skeleton width="100%" height={LIST_HEIGHT} />
  </Flex>
);
