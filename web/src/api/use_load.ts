// Asking while a component lives: the last answer stays on the page until the next is there, so nothing jumps.
import { useEffect, useState } from 'preact/hooks';
import { ApiError, returns } from './client';
import { useStore } from '../state/store';

export interface Loaded<T> {
  data: T | undefined;
  error: ApiError | undefined;
  loading: boolean;
  reload: () => void;
}

/**
 * Calls `load` now, whenever `key` changes, and again when the service has been away. `key` undefined: asks nothing
 * and forgets the answer.
 */
export function useLoad<T>(key: string | undefined, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const returned = useStore(returns);
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ data?: T | undefined; error?: ApiError | undefined; loading: boolean }>({
    loading: key !== undefined,
  });
  useEffect(() => {
    if (key === undefined) {
      setState({ loading: false });
      return;
    }
    const abort = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    load(abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setState({ data, loading: false });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        setState((before) => ({ data: before.data, error: asApiError(error), loading: false }));
      },
    );
    return () => abort.abort();
  }, [key, turn, returned]);
  return { data: state.data, error: state.error, loading: state.loading, reload: () => setTurn((n) => n + 1) };
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(0, 'page', error instanceof Error ? error.message : String(error));
}
