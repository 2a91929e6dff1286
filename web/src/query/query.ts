// What a person asks for, and its three written forms: the address bar, the service's JSON, and (command.ts) a shell.

import { kRecommendRequestLimits as kLimits, type RecommendRequest } from '../api/generated';

export type Allowance = NonNullable<RecommendRequest['explicit']>;
export type Instrumental = NonNullable<RecommendRequest['instrumental']>;

export interface Mood {
  valence: number;
  energy: number;
}

/** Songs are named "ARTIST - TITLE", which means the same in every library and on the command line. */
export interface Query {
  /** Wishes in people's words, by their names. */
  about: string[];
  topic: string;
  mix: Record<string, number>;
  mood: Mood | undefined;
  text: string;
  like: string[];
  unlike: string[];
  from: string;
  to: string;
  n: number;
  threshold: number;
  random: boolean;
  seed: number;
  genre: string[];
  years: string;
  artist: string[];
  explicit: Allowance;
  instrumental: Instrumental;
  artist_cap: number;
  variety: number;
  /** How much artists that the listener does not know count, 0 to 1. */
  discover: number;
  fresh: boolean;
  /** Whose taste counts; empty: nobody's. */
  listener: string;
  /** The name of a playlist that the songs should go with. */
  from_list: string;
  /** Only what the listener liked and has not heard for long. */
  rediscover: boolean;
}

export const kDefaults: Query = {
  about: [],
  topic: '',
  mix: {},
  mood: undefined,
  text: '',
  like: [],
  unlike: [],
  from: '',
  to: '',
  n: kLimits.n.standard,
  threshold: kLimits.threshold.standard,
  random: false,
  seed: kLimits.seed.standard,
  genre: [],
  years: '',
  artist: [],
  explicit: 'allow',
  instrumental: 'allow',
  artist_cap: kLimits.artist_cap.standard,
  variety: kLimits.variety.standard,
  discover: kLimits.discover.standard,
  fresh: false,
  listener: '',
  from_list: '',
  rediscover: false,
};

const kTexts = ['topic', 'text', 'from', 'to', 'years', 'from_list'] as const;
const kLists = ['about', 'like', 'unlike', 'genre', 'artist'] as const;
const kFlags = ['random', 'fresh', 'rediscover'] as const;
const kAllowances: readonly Allowance[] = ['allow', 'mild', 'none', 'avoid', 'only'];
type NumberName = keyof typeof kLimits;
const kNumbers = Object.keys(kLimits) as NumberName[];
const kWhole: readonly NumberName[] = ['n', 'seed', 'artist_cap'];

/** Whether there is anything to recommend by: something the songs should be, or which songs. */
export const asksForSomething = (query: Query): boolean => asksByMore(query) || saysWhichSongs(query);

/** Whether it says which songs may be given. */
export const saysWhichSongs = (query: Query): boolean =>
  query.genre.length > 0 ||
  query.artist.length > 0 ||
  query.years !== '' ||
  query.explicit !== 'allow' ||
  query.instrumental !== 'allow';

/** Whether songs are asked for by more than which they are. */
export function asksByMore(query: Query): boolean {
  return (
    query.about.length > 0 ||
    query.listener !== '' ||
    query.from_list !== '' ||
    query.topic !== '' ||
    Object.keys(query.mix).length > 0 ||
    query.mood !== undefined ||
    query.text.trim() !== '' ||
    query.like.length > 0 ||
    query.unlike.length > 0 ||
    (query.from !== '' && query.to !== '')
  );
}

const short = (value: number): string => String(Number(value.toFixed(3)));

export const formatMix = (mix: Record<string, number>, sign: string): string =>
  Object.entries(mix)
    .map(([part, weight]) => `${part}${sign}${short(weight)}`)
    .join(',');

export const formatMood = (mood: Mood): string => `${short(mood.valence)},${short(mood.energy)}`;

/** What differs from the defaults, as name and value, in a fixed order. */
export function toParams(query: Query): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of kTexts) if (query[name] !== '') params.set(name, query[name]);
  if (Object.keys(query.mix).length > 0) params.set('mix', formatMix(query.mix, ':'));
  if (query.mood) params.set('mood', formatMood(query.mood));
  for (const name of kLists) for (const value of query[name]) params.append(name, value);
  for (const name of kNumbers) if (query[name] !== kDefaults[name]) params.set(name, short(query[name]));
  for (const name of kFlags) if (query[name]) params.set(name, 'true');
  if (query.explicit !== 'allow') params.set('explicit', query.explicit);
  if (query.instrumental !== 'allow') params.set('instrumental', query.instrumental);
  if (query.listener !== '') params.set('for', query.listener);
  return params;
}

/** The query an address holds. What is missing or makes no sense has its default: an address is typed by anybody. */
export function fromParams(params: URLSearchParams): Query {
  const query: Query = { ...kDefaults, mix: parseMix(params.get('mix') ?? ''), mood: parseMood(params.get('mood')) };
  for (const name of kTexts) query[name] = params.get(name) ?? '';
  for (const name of kLists) query[name] = params.getAll(name).filter((value) => value !== '');
  for (const name of kNumbers) query[name] = parseNumber(name, params.get(name));
  for (const name of kFlags) query[name] = params.get(name) === 'true';
  const explicit = kAllowances.find((level) => level === params.get('explicit'));
  if (explicit) query.explicit = explicit;
  query.listener = params.get('for') ?? '';
  const instrumental = params.get('instrumental');
  if (instrumental === 'avoid' || instrumental === 'only') query.instrumental = instrumental;
  return query;
}

function parseNumber(name: NumberName, text: string | null): number {
  const value = Number(text ?? Number.NaN);
  if (text === null || text.trim() === '' || !Number.isFinite(value)) return kDefaults[name];
  const { least, most } = kLimits[name];
  const bounded = Math.min(most, Math.max(least, value));
  return kWhole.includes(name) ? Math.round(bounded) : bounded;
}

function parseMix(text: string): Record<string, number> {
  const mix: Record<string, number> = {};
  for (const part of text.split(',')) {
    const colon = part.lastIndexOf(':');
    const weight = Number(part.slice(colon + 1));
    if (colon > 0 && weight > 0 && weight <= 1) mix[part.slice(0, colon)] = weight;
  }
  return mix;
}

function parseMood(text: string | null): Mood | undefined {
  const [valence, energy, ...rest] = (text ?? '')
    .split(',')
    .map((value) => (value.trim() === '' ? Number.NaN : Number(value)));
  const inside = (value: number | undefined): value is number => value !== undefined && value >= 0 && value <= 1;
  return rest.length === 0 && inside(valence) && inside(energy) ? { valence, energy } : undefined;
}

/** The body of POST recommend: what differs from the defaults, and always how many. */
export function toBody(query: Query): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const name of kTexts) if (query[name] !== '') body[name] = query[name];
  if (Object.keys(query.mix).length > 0) body['mix'] = query.mix;
  if (query.mood) body['mood'] = query.mood;
  for (const name of kLists) if (query[name].length > 0) body[name] = query[name];
  body['n'] = query.n;
  for (const name of ['threshold', 'seed', 'artist_cap', 'variety', 'discover'] as const)
    if (query[name] !== kDefaults[name]) body[name] = query[name];
  for (const name of kFlags) if (query[name]) body[name] = true;
  if (query.explicit !== 'allow') body['explicit'] = query.explicit;
  if (query.instrumental !== 'allow') body['instrumental'] = query.instrumental;
  if (query.listener !== '') body['for'] = query.listener;
  return body;
}

export const songName = (song: { artist: string; title: string }): string => `${song.artist} - ${song.title}`;

/** The list with `value` in it if it was not, and without it if it was. */
export const toggled = (list: string[], value: string): string[] =>
  list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
