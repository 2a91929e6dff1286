// Changes to one thing are sent one after the other, in the order in which they were made: two that are under way at
// once may arrive the other way round, or the second may meet what the first has not made yet.
const tails = new Map<string, Promise<unknown>>();

/** Runs `work` when everything that was asked for before under the same key has ended, well or not. */
export function inOrder<T>(key: string, work: () => Promise<T>): Promise<T> {
  const mine = (tails.get(key) ?? Promise.resolve()).then(work);
  const tail = mine.then(
    () => undefined,
    () => undefined,
  );
  tails.set(key, tail);
  void tail.then(() => {
    if (tails.get(key) === tail) tails.delete(key);
  });
  return mine;
}

/** Whether something under this key has not ended yet. */
export const underWay = (key: string): boolean => tails.has(key);
