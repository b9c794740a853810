import { useEffect, useReducer, useRef, useState } from 'react';

/** Something that is read, with its state. A value stays while a newer one is awaited or cannot be had. @public */
export type Read<T> = {
  value?: T;
  error?: unknown;
  /** True while an answer is awaited, the first one or a newer one. */
  pending: boolean;
  /** Reads again now. */
  retry(): void;
};

type Known<T> = { value?: T; error?: unknown; pending: boolean };
type Load<T> = (signal: AbortSignal) => Promise<T>;

/** Does it now, or when the page comes into view. */
function whenInView(act: () => void, signal: AbortSignal) {
  if (!document.hidden) {
    act();
    return;
  }
  document.addEventListener('visibilitychange', () => whenInView(act, signal), {
    once: true,
    signal,
  });
}

/**
 * Reads a value, and reads it again after `again(value)` milliseconds while the page is in view. The old value stays until the new one is
 * there, also across a change of `load`.
 * @param load - memoised by the caller; a new function is read at once
 * @public
 */
export function useRead<T>(
  load: Load<T>,
  options: { again?: (value: T | undefined) => number | undefined } = {},
): Read<T> {
  const [attempt, retry] = useReducer((n: number) => n + 1, 0);
  const [known, setKnown] = useState<Known<T>>({ pending: true });
  const again = useRef(options.again);
  again.current = options.again;

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      setKnown(old => ({ ...old, pending: true }));
      let value: T | undefined;
      try {
        value = await load(controller.signal);
        if (!controller.signal.aborted) {
          setKnown({ value, pending: false });
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          setKnown(old => ({ value: old.value, error, pending: false }));
        }
      }
      const wait = again.current?.(value);
      if (wait !== undefined && !controller.signal.aborted) {
        timer = setTimeout(() => whenInView(read, controller.signal), wait);
      }
    };
    read();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [load, attempt]);

  return {
    value: known.value,
    error: known.error,
    pending: known.pending,
    retry,
  };
}
