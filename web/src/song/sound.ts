// What is known of how a song sounds, as a person reads it: what was measured, and what was only guessed from it.
import type { SoundFeature } from '../api/types';

const kKeys = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];

export interface SoundFact {
  name: string;
  value: string;
}

/** A number between 0 and 1, and whether anybody measured or said it. */
export interface SoundShare {
  name: string;
  share: number;
  guessed: boolean;
}

const kShares = ['energy', 'valence', 'danceability', 'acousticness', 'instrumentalness'];

const byName = (sounds: SoundFeature[]): Map<string, SoundFeature> =>
  new Map(sounds.map((sound) => [sound.name, sound]));

/** Where a value came from, in a word. */
export const originOf = (sound: SoundFeature): string =>
  ({ 'data set': 'from the data set', tag: 'from the file’s tags', measured: 'measured', guessed: 'guessed' })[
    sound.source
  ];

/** Tempo, key and loudness, as far as they are known. */
export function soundFacts(sounds: SoundFeature[]): SoundFact[] {
  const known = byName(sounds);
  const facts: SoundFact[] = [];
  const tempo = known.get('tempo');
  if (tempo)
    facts.push({
      name: 'Tempo',
      value: tempo.value > 0 ? `${Math.round(tempo.value)} beats a minute` : 'no beat was found',
    });
  const key = kKeys[known.get('key')?.value ?? -1];
  const mode = known.get('mode')?.value;
  const clear = known.get('key_clarity')?.value ?? 1;
  if (key)
    facts.push({
      name: 'Key',
      value:
        `${key} ${mode === undefined ? '' : mode > 0 ? 'major' : 'minor'}${clear < 0.5 ? ', not clearly' : ''}`.trim(),
    });
  const loud = known.get('loudness_lufs');
  if (loud) facts.push({ name: 'Loudness', value: `${loud.value.toFixed(1)} LUFS` });
  return facts;
}

/** What lies between 0 and 1, in the order in which people ask for it. */
export function soundShares(sounds: SoundFeature[]): SoundShare[] {
  const known = byName(sounds);
  return kShares.flatMap((name) => {
    const sound = known.get(name);
    return sound ? [{ name, share: Math.min(1, Math.max(0, sound.value)), guessed: sound.source === 'guessed' }] : [];
  });
}
