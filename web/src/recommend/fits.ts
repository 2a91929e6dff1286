// Which songs of an answer are what was asked for, and how that is said: others come behind them, only for who wants them.
import type { Recommendation } from '../api/types';
import { counted } from '../parts/counted';
import { asksByMore, type Query } from '../query/query';

/** A song that has less than this part of the first one's score for a wish says little of it. */
const kLeastPart = 1 / 3;
/** So does one whose score for wishes alone is less: they go from 0 to 1. */
const kLeastScore = 0.3;

/** Nothing but wishes by name, whatever filters are set. */
const asksWishesAlone = (query: Query): boolean =>
  query.about.length > 0 &&
  query.text.trim() === '' &&
  query.listener === '' &&
  query.from_list === '' &&
  query.from === '' &&
  query.like.length + query.unlike.length + Object.keys(query.mix).length === 0 &&
  query.mood === undefined;

export function fits(answer: Recommendation, query: Query, score: number, place: number): boolean {
  if (answer.fallback) return place < answer.passed;
  const byWishes = query.about.length > 0 && query.topic === '' && !query.random && query.variety === 0;
  if (!byWishes) return true;
  return score >= Math.max(kLeastPart * (answer.songs[0]?.score ?? 0), asksWishesAlone(query) ? kLeastScore : 0);
}

/** What the number of songs that passed means: "7 fit", "34 considered". */
export const passedAs = (query: Query, count: number): string =>
  query.topic || !asksByMore(query) ? (count === 1 ? 'fits' : 'fit') : 'considered';

/** Why there are no more songs above the line. */
export function boundary(query: Query, count: number): string {
  if (query.topic === '' && count === 0) return 'No song says much of it.';
  if (query.topic === '') return `${counted(count, 'song')} ${count === 1 ? 'says' : 'say'} much of it.`;
  const above = `${query.topic} with a probability above ${query.threshold.toFixed(2)}`;
  if (count === 0) return `No song is ${above}.`;
  return `Only ${counted(count, 'song')} ${count === 1 ? 'is' : 'are'} ${above}.`;
}
