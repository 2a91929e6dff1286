// A model's scores, which come nested, as rows of a table.

/** Numbers of a nested object by their path, such as "macro f1". Lists are left out. */
export function flatScores(scores: unknown, prefix = ''): Record<string, number> {
  const flat: Record<string, number> = {};
  if (typeof scores !== 'object' || scores === null || Array.isArray(scores)) return flat;
  for (const [name, value] of Object.entries(scores)) {
    const path = prefix === '' ? name : `${prefix} ${name}`;
    if (typeof value === 'number') flat[path.replaceAll('_', ' ')] = value;
    else Object.assign(flat, flatScores(value, path));
  }
  return flat;
}

/** Every score's name that any of the models has, the main ones first. */
export function scoreNames(all: Record<string, number>[]): string[] {
  const main = ['accuracy', 'macro f1', 'weighted f1'];
  const rank = (name: string) => {
    const place = main.findIndex((each) => name.endsWith(each));
    return place < 0 ? main.length : place;
  };
  return [...new Set(all.flatMap((scores) => Object.keys(scores)))].sort(
    (a, b) => rank(a) - rank(b) || a.localeCompare(b),
  );
}

/** What a score says, for those that are shares of something; the others are facts about the making. */
const kShares: [RegExp, string, string][] = [
  [/accuracy$/, 'right topic', 'share of songs whose topic it named as the data set does'],
  [/macro f1$/, 'macro F1', 'precision and recall together, every topic counting the same'],
  [/weighted f1$/, 'weighted F1', 'precision and recall together, topics counting as often as they are'],
  [/reciprocal rank$/, 'same artist first', 'mean of 1 over the place at which a song of the same artist comes'],
  [/same topic$/, 'same topic beside it', 'share of nearest songs that have the same topic'],
  [/ece$/, 'error of its probabilities', 'how far they are from what happens; less is better'],
  [/ece before$/, 'the same, uncorrected', 'before its probabilities were brought in line'],
];

export interface ShareScore {
  name: string;
  title: string;
  says: string;
}

/** Those of the names that are shares, in a fixed order. */
export const shareScores = (names: string[]): ShareScore[] =>
  kShares.flatMap(([form, title, says]) =>
    names.filter((name) => form.test(name)).map((name) => ({ name, title, says })),
  );

export const asPercent = (value: number): string =>
  `${(100 * value).toFixed(value > 0 && value < 0.1 ? 2 : 1).replace(/\.0+$/, '')} %`;

export const formatScore = (value: number | undefined): string =>
  value === undefined
    ? '–'
    : Number.isInteger(value) && Math.abs(value) > 1
      ? value.toLocaleString('en')
      : value.toFixed(4);

export function formatBytes(bytes: number | undefined): string {
  if (bytes === undefined) return '–';
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Whether more of it is better: of errors and of facts about the making it is not. */
export const isBetterHigh = (name: string): boolean => /(accuracy|f1|rank|same topic|precision|recall)$/.test(name);
