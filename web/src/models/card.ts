// A model's card as names and what they say.

/** Numbers that a person reads: no more than four digits behind the point. */
const short = (value: number): string =>
  Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(4)));

export const text = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'number') return short(value);
  if (Array.isArray(value)) return value.map(text).join(', ') || '–';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, each]) => `${name.replaceAll('_', ' ')} ${text(each)}`)
    .join(', ');
};

/** The entries of a card by their names; what is itself a list of names, such as the data, in rows of its own. */
export function factsOf(card: Record<string, unknown>): [string, string][] {
  return Object.entries(card).flatMap(([name, value]): [string, string][] => {
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isNested) return factsOf(value as Record<string, unknown>).map(([part, says]) => [`${name} ${part}`, says]);
    const says = text(value);
    return says === '–' ? [] : [[name.replaceAll('_', ' '), says]];
  });
}

/** A card but for some of its entries. */
export const without = (card: Record<string, unknown>, names: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(card).filter(([name]) => !names.includes(name)));
