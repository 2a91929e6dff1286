import { describe, expect, it } from 'vitest';
import { describe as inWords } from '../src/query/describe';
import { withQuestion } from '../src/query/kept';
import { askedAnew, whatChanged } from '../src/recommend/asked';
import { kExamples } from '../src/query/examples';
import {
  asksByMore,
  asksForSomething,
  fromParams,
  kDefaults,
  toBody,
  toggled,
  toParams,
  type Query,
} from '../src/query/query';

const full: Query = {
  about: ['love', 'calm'],
  topic: 'night/time',
  mix: { sadness: 0.7, 'light/visual perceptions': 0.3 },
  mood: { valence: 0.25, energy: 0.8 },
  text: 'a & b = c\nsecond line, "quoted" 100% ☂',
  like: ["D'Arcy - One, Two", 'A - B'],
  unlike: ['C - D'],
  from: 'E - F',
  to: 'G & H - I?',
  n: 5,
  threshold: 0.25,
  random: true,
  seed: 7,
  genre: ['hip hop', 'jazz'],
  years: '1950-1979',
  artist: ['Maëlle Ouvrard'],
  explicit: 'avoid',
  instrumental: 'only',
  artist_cap: 0,
  variety: 0.6,
  discover: 0.3,
  fresh: true,
  listener: 'Ada',
  from_list: 'Rainy evening',
  rediscover: true,
};

describe('a query in the address bar', () => {
  it('comes back unchanged', () => {
    expect(fromParams(new URLSearchParams(toParams(full).toString()))).toEqual(full);
    for (const { query } of kExamples)
      expect(fromParams(new URLSearchParams(toParams(query).toString()))).toEqual(query);
  });
  it('is empty when nothing is asked', () => {
    expect(toParams(kDefaults).toString()).toBe('');
    expect(fromParams(new URLSearchParams())).toEqual(kDefaults);
  });
  it.each([
    ['n=0', { n: 1 }],
    ['n=-5', { n: 1 }],
    ['n=1e99', { n: 10000 }],
    ['n=abc', { n: 10 }],
    ['n=', { n: 10 }],
    ['n=7.6', { n: 8 }],
    ['threshold=9', { threshold: 1 }],
    ['mood=2,0.1', { mood: undefined }],
    ['mood=,', { mood: undefined }],
    ['mood=0.1,0.2,0.3', { mood: undefined }],
    ['mix=sadness:0,x', { mix: {} }],
    ['mix=sadness:NaN', { mix: {} }],
    ['explicit=maybe', { explicit: 'allow' as const }],
    ['like=&like=A - B', { like: ['A - B'] }],
  ])('takes %s without harm', (address, expected) => {
    expect(fromParams(new URLSearchParams(address))).toEqual({ ...kDefaults, ...expected });
  });
});

describe('the body of a request', () => {
  it('holds what differs from the defaults', () => {
    expect(toBody(kDefaults)).toEqual({ n: 10 });
    expect(toBody({ ...kDefaults, topic: 'sadness', n: 5 })).toEqual({ topic: 'sadness', n: 5 });
  });
  it('uses the names of the service', () => {
    const { listener, ...others } = full;
    expect(toBody(full)).toEqual({ ...others, for: listener });
  });
});

it('knows when there is nothing to recommend by', () => {
  expect(asksForSomething({ ...kDefaults, n: 3 })).toBe(false);
  expect(asksForSomething({ ...kDefaults, genre: ['jazz'], n: 3 })).toBe(true);
  expect(asksByMore({ ...kDefaults, genre: ['jazz'], years: '1990', instrumental: 'only' })).toBe(false);
  expect(asksForSomething({ ...kDefaults, from: 'A - B' })).toBe(false);
  expect(asksForSomething({ ...kDefaults, text: ' \n' })).toBe(false);
  expect(asksForSomething({ ...kDefaults, from: 'A - B', to: 'C - D' })).toBe(true);
  for (const { query } of kExamples) expect(asksForSomething(query)).toBe(true);
});

it('says a query in words', () => {
  expect(inWords({ ...kDefaults, topic: 'sadness' })).toBe('about sadness');
  expect(inWords({ ...kDefaults, mix: { romantic: 0.2, music: 0.9, sadness: 0.5 } })).toBe(
    'mixing music, sadness and more',
  );
  expect(inWords({ ...kDefaults, like: ['A - B'] })).toBe('like A - B');
});

it('toggles', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
});

it('keeps a question of a name once, the last first', () => {
  const one = { name: 'Rain', address: 'topic=sadness' };
  const two = { name: 'Night', address: 'topic=night' };
  const anew = { name: 'Rain', address: 'about=rain' };
  expect(withQuestion(withQuestion(withQuestion([], one), two), anew)).toEqual([anew, two]);
});

describe('a question after another one', () => {
  const before = { ...kDefaults, topic: 'sadness', genre: ['jazz'], years: '1950-1959', explicit: 'none' as const };

  it('keeps the filters nothing was said of, and says so', () => {
    const after = askedAnew(before, { about: ['love'], years: '1990-1999' });
    expect(after).toEqual({ ...before, topic: '', about: ['love'], years: '1990-1999' });
    expect(whatChanged(before, after)).toBe(
      'No longer asked: about sadness. No longer only: 1950–1959. Still only: jazz, no strong words.',
    );
  });
  it('says nothing when nothing was there', () => {
    const after = askedAnew(kDefaults, { genre: ['jazz'], explicit: 'only' });
    expect(after).toEqual({ ...kDefaults, genre: ['jazz'], explicit: 'only' });
    expect(whatChanged(kDefaults, after)).toBe('');
  });
  it('says filters alone in words', () => {
    expect(inWords({ ...kDefaults, genre: ['jazz'], years: '1950-1959' })).toBe('jazz, 1950–1959');
    expect(inWords({ ...kDefaults, years: '1900-1959', instrumental: 'only' })).toBe('until 1959, instrumentals');
    expect(inWords({ ...kDefaults, years: '2010-2099', artist: ['A'] })).toBe('by A, from 2010 on');
  });
});
