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
