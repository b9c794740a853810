import type { ReactNode } from 'react';
import { ErrorCard } from './ErrorCard';
import { RowSkeletons } from './Skeletons';
import { StillReading } from './StillReading';

/** @public */
export type FourStatesProps<T> = {
  /** What is shown, for the error and the loading message: "the stacks". */
  what: string;
  value: T | undefined;
  error?: unknown;
  retry?: () => void;
  /** Skeletons in the final shape; by default three rows. */
  loading?: ReactNode;
  isEmpty?: (value: T) => boolean;
  empty?: ReactNode;
  children: (value: T) => ReactNode;
};

/**
 * The four states of a view: loading, empty, error, data. Data once read stays in view when reading it again fails; the failure stands above it.
 * @public
 */
export function FourStates<T>(props: FourStatesProps<T>) {
  const { what, value, error, retry, loading, isEmpty, empty, children } =
    props;
  if (value === undefined && error === undefined) {
    return (
      <div aria-busy="true">
        {loading ?? <RowSkeletons rows={3} />}
        <StillReading what={what} />
      </div>
    );
  }
  return (
    <>
      {error !== undefined && (
        <ErrorCard
          title={`Reading ${what} failed`}
          error={error}
          onRetry={retry}
        />
      )}
      {value !== undefined && (isEmpty?.(value) ? empty : children(value))}
    </>
  );
}
