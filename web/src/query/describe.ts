// A query in a few words, for headings.
import type { Query } from './query';

export function describe(query: Query): string {
  const words: string[] = [];
  if (query.about.length > 0) words.push(`for ${query.about.join(' and ')}`);
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
  return words.join(', ');
}
