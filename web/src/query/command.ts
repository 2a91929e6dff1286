// The same query for a shell: the command line, and a call of the service.
import { formatMix, formatMood, kDefaults, toBody, type Query } from './query';

/** A word as a POSIX shell reads it back unchanged. */
export function quoteForShell(word: string): string {
  if (/^[A-Za-z0-9_./:=,@%+-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export function commandLine(query: Query): string {
  const words = ['leitmotif', 'recommend'];
  // A value that begins with a hyphen would be read as an option: it is tied to its name.
  const add = (name: string, value: string | number) => {
    const text = String(value);
    if (text.startsWith('-')) words.push(quoteForShell(`${name}=${text}`));
    else words.push(name, quoteForShell(text));
  };
  for (const wish of query.about) add('--about', wish);
  if (query.topic) add('--topic', query.topic);
  if (Object.keys(query.mix).length > 0) add('--mix', formatMix(query.mix, '='));
  if (query.mood) add('--mood', formatMood(query.mood));
  if (query.text) add('--text', query.text);
  for (const song of query.like) add('--like', song);
  for (const song of query.unlike) add('--unlike', song);
  if (query.from) add('--from', query.from);
  if (query.to) add('--to', query.to);
  if (query.threshold !== kDefaults.threshold) add('--threshold', query.threshold);
  if (query.random) words.push('--random');
  if (query.seed !== kDefaults.seed) add('--seed', query.seed);
  for (const genre of query.genre) add('--genre', genre);
  if (query.years) add('--years', query.years);
  for (const artist of query.artist) add('--artist', artist);
  if (query.explicit !== 'allow') add('--explicit', query.explicit);
  if (query.instrumental !== 'allow') add('--instrumental', query.instrumental);
  if (query.artist_cap !== kDefaults.artist_cap) add('--artist-cap', query.artist_cap);
  if (query.variety !== kDefaults.variety) add('--variety', query.variety);
  if (query.discover !== kDefaults.discover) add('--discover', query.discover);
  if (query.fresh) words.push('--fresh');
  if (query.listener) add('--for', query.listener);
  if (query.from_list) add('--from-list', query.from_list);
  if (query.rediscover) words.push('--rediscover');
  add('-n', query.n);
  return words.join(' ');
}

/** `origin`: where the service is, such as http://127.0.0.1:8080. The token's value is never written out. */
export function curlCall(query: Query, origin: string, withToken: boolean): string {
  const words = ['curl', '-s', quoteForShell(`${origin}/api/v1/recommend`)];
  if (withToken) words.push('-H', '"Authorization: Bearer $LEITMOTIF_TOKEN"');
  words.push('-H', quoteForShell('Content-Type: application/json'), '-d', quoteForShell(JSON.stringify(toBody(query))));
  return words.join(' ');
}
