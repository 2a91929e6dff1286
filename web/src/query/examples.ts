// Queries that show what can be asked; one click fills the form.
import { kDefaults, type Query } from './query';

export interface Example {
  name: string;
  says: string;
  query: Query;
}

const ask = (name: string, says: string, query: Partial<Query>): Example => ({
  name,
  says,
  query: { ...kDefaults, ...query },
});

export const kExamples: Example[] = [
  ask('Love songs', 'what people call so, ten of them', { about: ['love'] }),
  ask('Five sad songs', 'one topic, five songs', { topic: 'sadness', n: 5 }),
  ask('In love, a little blue', 'two topics, mixed', { mix: { romantic: 0.7, sadness: 0.3 } }),
  ask('Night, and calm', 'two wishes at once', { about: ['night', 'calm'] }),
  ask('Rain on the harbour', 'by words you give', {
    text: 'rain on the harbour, lights going out, waiting for a boat',
  }),
  ask('A bit of everything', 'about the world, varied, one song an artist', {
    topic: 'world/life',
    variety: 0.8,
    artist_cap: 1,
  }),
  ask('The fifties', 'which songs alone: the most typical of them', { years: '1950-1959' }),
  ask('Before 1980, no swearing', 'about music, filtered', { topic: 'music', years: '1950-1979', explicit: 'mild' }),
];

/** Those that a library with songs of these years can answer; all, while that is not known. */
export function examplesFor(years: { first: number; last: number } | null | undefined): Example[] {
  if (!years) return kExamples;
  return kExamples.filter(({ query }) => {
    const [first, last = first] = query.years.split('-').map(Number);
    return query.years === '' || (Number(first) <= years.last && Number(last) >= years.first);
  });
}
