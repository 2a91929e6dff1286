// What becomes of a question when another one is asked in own words: what was said anew takes the place of what was there,
// filters that nothing was said of stay, and both is told.
import type { RecommendRequest } from '../api/generated';
import { describe, filtersOf } from '../query/describe';
import { asksByMore, kDefaults, type Query } from '../query/query';

/** What the service understood, as a whole query; only filters and controls are kept of the one before. */
export function askedAnew(before: Query, answer: RecommendRequest): Query {
  const { topic, mix, mood, like, unlike, from, to, from_list, rediscover } = kDefaults;
  const said = <T>(list: T | T[] | undefined): T[] => (list === undefined ? [] : ([list].flat() as T[]));
  const genre = said(answer.genre);
  const artist = said(answer.artist);
  return {
    ...before,
    ...{ topic, mix, mood, like, unlike, from, to, from_list, rediscover },
    about: said(answer.about),
    text: answer.text ?? '',
    years: typeof answer.years === 'string' ? answer.years : before.years,
    genre: genre.length > 0 ? genre : before.genre,
    artist: artist.length > 0 ? artist : before.artist,
    explicit: answer.explicit && answer.explicit !== 'allow' ? answer.explicit : before.explicit,
    instrumental: answer.instrumental && answer.instrumental !== 'allow' ? answer.instrumental : before.instrumental,
  };
}

/** What the new question took away and what it left, for people; empty when nothing was there before. */
export function whatChanged(before: Query, after: Query): string {
  const old = filtersOf(before).map((filter) => filter.words);
  const now = filtersOf(after).map((filter) => filter.words);
  const gone = old.filter((words) => !now.includes(words));
  const kept = old.filter((words) => now.includes(words));
  const parts: string[] = [];
  if (asksByMore(before)) parts.push(`No longer asked: ${describe(before)}.`);
  if (gone.length > 0) parts.push(`No longer only: ${gone.join(', ')}.`);
  if (kept.length > 0) parts.push(`Still only: ${kept.join(', ')}.`);
  return parts.join(' ');
}
