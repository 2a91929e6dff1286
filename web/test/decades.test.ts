import { expect, it } from 'vitest';
import { decadeShares } from '../src/explore/decades';

it('reads a row a decade, as many topics as decades or not', () => {
  const square = {
    decades: ['1970s', '1980s'],
    topics: ['night/time', 'music'],
    songs: [
      [3, 1],
      [0, 2],
    ],
  };
  expect(decadeShares(square)).toEqual([
    [75, 0],
    [25, 100],
  ]);
  const wide = { decades: ['1970s'], topics: ['night/time', 'music'], songs: [[1, 2]] };
  expect(decadeShares(wide)).toEqual([[33.3], [66.7]]);
});

it('has nothing of a decade without songs', () => {
  expect(decadeShares({ decades: ['1970s'], topics: ['music'], songs: [[0]] })).toEqual([[0]]);
});
