// Topics through the decades, as shares.
export interface Decades {
  decades: string[];
  topics: string[];
  /** [decades x topics] */
  songs: number[][];
}

/** [topics x decades] percent of the decade's songs, one digit behind the point; 0 where it has none. */
export function decadeShares({ decades, topics, songs }: Decades): number[][] {
  const sums = decades.map((_, decade) => (songs[decade] ?? []).reduce((sum, count) => sum + count, 0));
  return topics.map((_, topic) =>
    decades.map((_name, decade) => {
      const sum = sums[decade] ?? 0;
      return sum > 0 ? Number(((100 * (songs[decade]?.[topic] ?? 0)) / sum).toFixed(1)) : 0;
    }),
  );
}
