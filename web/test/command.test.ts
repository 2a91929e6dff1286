import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandLine, curlCall, quoteForShell } from '../src/query/command';
import { kDefaults, toBody } from '../src/query/query';

/** The words a real shell makes of a command line. */
const wordsOf = (line: string): string[] =>
  execFileSync('sh', ['-c', `set -- ${line}; for word; do printf '%s\\0' "$word"; done`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

const kNasty = [
  "it's",
  '$(touch x)',
  '`id`',
  'a b',
  '',
  '"',
  '\\',
  '!x',
  'line\nbreak',
  '~',
  '*',
  '--like',
  '☂',
  "'\\''",
];

describe('quoting for a shell', () => {
  it.each(kNasty)('%j is read back unchanged', (word) => {
    expect(wordsOf(quoteForShell(word))).toEqual([word]);
  });
  it('leaves plain words as they are', () => {
    expect(quoteForShell('night/time')).toBe('night/time');
  });
});

describe('the command line', () => {
  it("is the paper's own task", () => {
    expect(commandLine({ ...kDefaults, topic: 'sadness', n: 5 })).toBe('leitmotif recommend --topic sadness -n 5');
  });
  it('holds every option, each value whole', () => {
    const line = commandLine({
      ...kDefaults,
      mix: { sadness: 0.7, 'like/girls': 0.3 },
      mood: { valence: 0.2, energy: 0.3 },
      text: "don't `stop`",
      like: ["D'Arcy - $HOME"],
      years: '1950-1979',
      artist_cap: 0,
      random: true,
      explicit: 'avoid',
    });
    expect(wordsOf(line)).toEqual([
      ...['leitmotif', 'recommend', '--mix', 'sadness=0.7,like/girls=0.3', '--mood', '0.2,0.3'],
      ...['--text', "don't `stop`", '--like', "D'Arcy - $HOME", '--random', '--years', '1950-1979'],
      ...['--explicit', 'avoid', '--artist-cap', '0', '-n', '10'],
    ]);
  });
  it('ties a value that begins with a hyphen to its name', () => {
    expect(wordsOf(commandLine({ ...kDefaults, text: '-n 5' }))).toContain('--text=-n 5');
  });
});

describe('the curl call', () => {
  it('sends the body the page sends', () => {
    const query = { ...kDefaults, text: "it's $5", topic: 'music' };
    const words = wordsOf(curlCall(query, 'http://127.0.0.1:8080', false));
    expect(words[2]).toBe('http://127.0.0.1:8080/api/v1/recommend');
    expect(JSON.parse(words.at(-1) ?? '')).toEqual(toBody(query));
  });
  it('never writes the token out', () => {
    expect(curlCall(kDefaults, 'http://a', true)).toContain('"Authorization: Bearer $LEITMOTIF_TOKEN"');
  });
});
