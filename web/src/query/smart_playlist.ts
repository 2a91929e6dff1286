// A question as a smart playlist that Navidrome keeps up to date by itself.
// Source: navidrome.org/docs/usage/smartplaylists: rules over tags. Topics are found by the MOOD tags that
// `leitmotif tags write` writes; what only this program knows cannot be asked there.
import { kDefaults, type Query } from './query';

type Rule = Record<string, Record<string, string | number | [number, number]>>;

export interface SmartPlaylist {
  /** The file's text. */
  text: string;
  /** What of the question it cannot say, in words. */
  leftOut: string[];
  /** It needs topics in the files' MOOD tags. */
  needsTags: boolean;
}

const either = (field: string, values: string[]): Rule | { any: Rule[] } | undefined => {
  const rules = values.map((value): Rule => ({ is: { [field]: value } }));
  return rules.length > 1 ? { any: rules } : rules[0];
};

function yearsOf(years: string): Rule | undefined {
  const [first, last = first] = years.split('-').map(Number);
  return first && last ? { inTheRange: { year: [first, last] } } : undefined;
}

const kOthers: [string, (query: Query) => boolean][] = [
  ['wishes', (query) => query.about.length > 0],
  ['the mixture', (query) => Object.keys(query.mix).length > 0],
  ['the mood', (query) => query.mood !== undefined],
  ['your words', (query) => query.text.trim() !== ''],
  ['liked songs', (query) => query.like.length + query.unlike.length > 0],
  ['the way between two songs', (query) => query.from !== '' && query.to !== ''],
  ['taste', (query) => query.listener !== '' || query.from_list !== ''],
  ['explicit words', (query) => query.explicit !== kDefaults.explicit],
  ['how probable the topic is', (query) => query.threshold !== kDefaults.threshold],
];

/** Nothing when none of the question can be said by tags. */
export function smartPlaylist(query: Query, name: string): SmartPlaylist | undefined {
  const topic: Rule | undefined = query.topic === '' ? undefined : { contains: { mood: query.topic } };
  const all = [topic, either('genre', query.genre), either('artist', query.artist), yearsOf(query.years)].filter(
    (rule) => rule !== undefined,
  );
  if (all.length === 0) return undefined;
  const file = { name, comment: 'asked with Leitmotif', all, sort: 'random', limit: query.n };
  return {
    text: `${JSON.stringify(file, null, 2)}\n`,
    leftOut: kOthers.filter(([, asks]) => asks(query)).map(([words]) => words),
    needsTags: topic !== undefined,
  };
}
