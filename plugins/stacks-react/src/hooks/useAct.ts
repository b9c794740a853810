import { useCallback, useState } from 'react';

/** Something that can be done, with its state. @public */
export type Act = {
  busy: boolean;
  error?: unknown;
  run(): Promise<void>;
  /** Forgets the error. */
  reset(): void;
};

/** An act with its state: busy while it runs, the error when it was refused. Running it again while busy does nothing. @public */
export function useAct(act: () => Promise<void>): Act {
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({
    busy: false,
  });
  const run = async () => {
    if (state.busy) {
      return;
    }
    setState({ busy: true });
    try {
      await act();
      setState({ busy: false });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  const reset = useCallback(() => setState({ busy: false }), []);
  return { ...state, run, reset };
}
