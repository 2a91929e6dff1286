// A query in a few words, for headings.
import { kDefaults, type Query } from './query';

/** One filter of a query: what it says, and the query's parts without it. */
export interface Filter {
  words: string;
  without: Partial<Query>;
}

const kStrongWords: Record<string, string> = {
  mild: 'not explicit',
  avoid: 'not explicit',
  none: 'no strong words',
  only: 'explicit ones',
};

/** Which songs may be given, filter by filter. */
export function filtersOf(query: Query): Filter[] {
  const filters: Filter[] = [
    ...query.genre.map((genre) => ({ words: genre, without: { genre: query.genre.filter((one) => one !== genre) } })),
    ...query.artist.map((artist) => ({
      words: `by ${artist}`,
      without: { artist: query.artist.filter((one) => one !== artist) },
    })),
  ];
  if (query.years !== '') filters.push({ words: yearsInWords(query.years), without: { years: kDefaults.years } });
  if (query.explicit !== 'allow')
    filters.push({ words: kStrongWords[query.explicit] ?? query.explicit, without: { explicit: 'allow' } });
  if (query.instrumental !== 'allow')
    filters.push({
      words: query.instrumental === 'only' ? 'instrumentals' : 'with singing',
      without: { instrumental: 'allow' },
    });
  return filters;
}

/** "1990–1994", "1994", "until 1959", "from 2010 on": 1900 and 2099 are ends that nobody said. */
function yearsInWords(years: string): string {
  const [first, last] = years.split('-');
  if (last === undefined || first === last) return first ?? years;
  if (first === '1900') return `until ${last}`;
  return last === '2099' ? `from ${first} on` : `${first}–${last}`;
}

export function describe(query: Query): string {
  const words: string[] = [];
  if (query.about.length > 0) words.push(`for ${query.about.map((wish) => `“${wish}”`).join(' and ')}`);
  if (query.topic) words.push(`about ${query.topic}`);
  const mix = Object.entries(query.mix).sort((a, b) => b[1] - a[1]);
  if (mix.length > 0) {
    const names = mix.map(([part]) => part);
    const joined = names.length < 3 ? names.join(' and ') : `${names.slice(0, 2).join(', ')} and more`;
    words.push(query.topic ? `with ${joined}` : `mixing ${joined}`);
  }
  if (query.from_list) words.push(`that go with “${query.from_list}”`);
  if (query.listener && query.rediscover) words.push(`that ${query.listener} has not heard for long`);
  else if (query.listener)
    words.push(words.length === 0 ? `for ${query.listener}’s taste` : `to ${query.listener}’s taste`);
  if (query.mood) words.push('in that mood');
  if (query.text.trim()) words.push('near your words');
  if (query.like.length > 0)
    words.push(`like ${query.like.length === 1 ? query.like[0] : `${query.like.length} songs`}`);
  else if (query.unlike.length > 0) words.push('unlike what you named');
  if (query.from && query.to) words.push(`from ${query.from} to ${query.to}`);
  if (words.length === 0)
    words.push(
      filtersOf(query)
        .map((filter) => filter.words)
        .join(', '),
    );
  return words.join(', ');
}
