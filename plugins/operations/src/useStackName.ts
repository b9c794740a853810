import { useEntity } from '@backstage/plugin-catalog-react';
import { ANNOTATION_STACK } from '@enginehouse/plugin-stacks-common';

/** Name of the stack of the page's entity. */
export const useStackName = (): string =>
  useEntity().entity.metadata.annotations?.[ANNOTATION_STACK] ?? '';
