// Numbers of the analysis as people read them.

export interface Count {
  name: string;
  songs: number;
}

/** At most three digits behind the point, and never -0. */
export const number = (value: number | null | undefined): string =>
  value === null || value === undefined
    ? '–'
    : (Math.round(value * 1000) / 1000 + 0).toLocaleString('en', { maximumFractionDigits: 3 });

/** A year is a name, not an amount: "1984", never "1,984.095". */
export const year = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : String(Math.round(value));

/** The counts, and how many songs have none of the names, so that the shares are of all songs and add up. */
export function withRest(counts: Count[], rows: number): Count[] {
  const rest = rows - counts.reduce((sum, count) => sum + count.songs, 0);
  return rest > 0 ? [...counts, { name: 'no topic', songs: rest }] : counts;
}
