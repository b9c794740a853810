import { useTimesShown } from '@enginehouse/plugin-stacks-react';

/** Whose clock axes and lines go by. */
export type Zone = 'local' | 'utc';

/** The zone the person chose for all times; the browser's where they are relative, for a clock cannot be. */
export const useZone = (): Zone =>
  useTimesShown() === 'utc' ? 'utc' : 'local';
