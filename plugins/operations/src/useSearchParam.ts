import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** A part of the view's state that stands in the address, so that a copied link shows the same. */
export function useSearchParam(
  name: string,
): [string | undefined, (value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string | undefined) =>
      setParams(
        current => {
          const next = new URLSearchParams(current);
          if (value === undefined || value === '') {
            next.delete(name);
          } else {
            next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [name, setParams],
  );
  return [params.get(name) ?? undefined, set];
}
