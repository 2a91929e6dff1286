import { describe, expect, it } from 'vitest';
import type { SoundFeature } from '../src/api/types';
import { factorOf } from '../src/player/loudness';
import { soundFacts, soundShares } from '../src/song/sound';

const sound = (name: string, value: number, source: SoundFeature['source'] = 'measured'): SoundFeature => ({
  name,
  value,
  source,
  method: '',
});

describe('how a song sounds', () => {
  it('is told in words a person reads', () => {
    const facts = soundFacts([
      sound('tempo', 119.6),
      sound('key', 9),
      sound('mode', 0),
      sound('key_clarity', 0.9),
      sound('loudness_lufs', -9.34),
    ]);
    expect(facts.map((fact) => fact.value)).toEqual(['120 beats a minute', 'A minor', '-9.3 LUFS']);
  });
  it('does not make up what was not found', () => {
    expect(soundFacts([])).toEqual([]);
    expect(soundFacts([sound('tempo', 0)])[0]?.value).toBe('no beat was found');
    expect(soundFacts([sound('key', 0), sound('mode', 1), sound('key_clarity', 0.2)])[0]?.value).toBe(
      'C major, not clearly',
    );
  });
  it('marks what is a guess', () => {
    expect(soundShares([sound('energy', 1.2, 'guessed'), sound('valence', 0.4, 'data set')])).toEqual([
      { name: 'energy', share: 1, guessed: true },
      { name: 'valence', share: 0.4, guessed: false },
    ]);
  });
});

describe('loudness evened out', () => {
  it('turns loud songs down to the target and leaves quiet ones', () => {
    expect(factorOf(-18)).toBe(1);
    expect(factorOf(-30)).toBe(1);
    expect(factorOf(-12)).toBeCloseTo(0.501, 3);
    expect(20 * Math.log10(factorOf(-6) / factorOf(-8))).toBeCloseTo(-2, 6);
  });
  it('takes a song that was not listened to for a typical one', () => {
    expect(factorOf(undefined)).toBe(factorOf(-11));
  });
});
