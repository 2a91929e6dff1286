// Asking while somebody types: only when there was a pause, and what was asked before is broken off.

/** Asks after `ms`, unless what it gives is called before: that ends it, and then nothing is told any more. */
export function afterPause<Answer>(
  ms: number,
  ask: (signal: AbortSignal) => Promise<Answer>,
  tell: (answer: Answer) => void,
  fail: (error: unknown) => void,
): () => void {
  const abort = new AbortController();
  const timer = setTimeout(() => {
    ask(abort.signal).then(tell, (error: unknown) => {
      if (!abort.signal.aborted) fail(error);
    });
  }, ms);
  return () => {
    clearTimeout(timer);
    abort.abort();
  };
}
