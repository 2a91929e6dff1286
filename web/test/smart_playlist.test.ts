import { describe, expect, it } from 'vitest';
import { kDefaults } from '../src/query/query';
import { smartPlaylist } from '../src/query/smart_playlist';

describe('a smart playlist for Navidrome', () => {
  it('asks by tags what can be asked by them', () => {
    const file = smartPlaylist(
      { ...kDefaults, topic: 'sadness', genre: ['jazz', 'blues'], artist: ['Ann "A" Lee'], years: '1990-1999', n: 25 },
      'blue nineties',
    );
    expect(JSON.parse(file?.text ?? '')).toEqual({
      name: 'blue nineties',
      comment: 'asked with Leitmotif',
      all: [
        { contains: { mood: 'sadness' } },
        { any: [{ is: { genre: 'jazz' } }, { is: { genre: 'blues' } }] },
        { is: { artist: 'Ann "A" Lee' } },
        { inTheRange: { year: [1990, 1999] } },
      ],
      sort: 'random',
      limit: 25,
    });
    expect(file?.needsTags).toBe(true);
    expect(file?.leftOut).toEqual([]);
  });
  it('says what it cannot ask', () => {
    const file = smartPlaylist({ ...kDefaults, years: '1974', about: ['love'], listener: 'Ann' }, 'x');
    expect(JSON.parse(file?.text ?? '').all).toEqual([{ inTheRange: { year: [1974, 1974] } }]);
    expect(file?.leftOut).toEqual(['wishes', 'taste']);
    expect(file?.needsTags).toBe(false);
  });
  it('is none when nothing can be asked', () => {
    expect(smartPlaylist({ ...kDefaults, text: 'rain on the harbour' }, 'x')).toBeUndefined();
    expect(smartPlaylist({ ...kDefaults, years: 'soon' }, 'x')).toBeUndefined();
  });
});
