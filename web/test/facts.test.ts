// What Explore and Models say of numbers.
import { expect, it } from 'vitest';
import { number, withRest, year } from '../src/explore/facts';
import { factsOf } from '../src/models/card';

it('says a year as a year and never -0', () => {
  expect(year(1984.095)).toBe('1984');
  expect(number(1984.0954)).toBe('1,984.095');
  expect(number(-0.0004)).toBe('0');
  expect(number(-0.0006)).toBe('-0.001');
  expect([number(null), year(undefined)]).toEqual(['–', '–']);
});

it('counts songs without a topic, so that shares of all songs add up', () => {
  const counts = [
    { name: 'music', songs: 1 },
    { name: 'night/time', songs: 18 },
  ];
  expect(withRest(counts, 24)).toEqual([...counts, { name: 'no topic', songs: 5 }]);
  expect(withRest(counts, 19)).toEqual(counts);
});

it('says what a card holds in one row a fact, and nothing of what it does not hold', () => {
  const card = { labels: [], seed: 42, made: '', data: { name: 'songs.csv', training_songs: 1800, licence: null } };
  expect(factsOf(card)).toEqual([
    ['seed', '42'],
    ['data name', 'songs.csv'],
    ['data training songs', '1,800'],
  ]);
});
