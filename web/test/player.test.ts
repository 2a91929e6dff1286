import { describe, expect, it } from 'vitest';
import { colouredLines, lineAt, sungUnits } from '../src/player/lyric';
import * as queue from '../src/player/queue';

const track = (id: number): queue.Track => ({ id, title: `Song ${id}`, artist: 'Ann' });
const ids = (tracks: queue.Track[]) => tracks.map((one) => one.id);
const three = queue.replaced([track(1), track(2), track(3)], 1);

describe('the queue', () => {
  it('begins where it is told to, and nowhere beyond its ends', () => {
    expect(queue.current(three)?.id).toBe(2);
    expect(queue.replaced([track(1)], 9).at).toBe(0);
    expect(queue.replaced([], 0)).toEqual(queue.kEmpty);
  });
  it('takes songs in next and last', () => {
    expect(ids(queue.withNext(three, track(9)).tracks)).toEqual([1, 2, 9, 3]);
    expect(ids(queue.withLast(three, [track(8), track(9)]).tracks)).toEqual([1, 2, 3, 8, 9]);
    expect(queue.withNext(queue.kEmpty, track(9))).toEqual({ tracks: [track(9)], at: 0 });
    expect(queue.withLast(queue.kEmpty, [track(9)]).at).toBe(0);
    expect(queue.withLast(queue.kEmpty, []).at).toBe(-1);
  });
  it('goes on with the same song when another one leaves', () => {
    expect(queue.current(queue.without(three, 0))?.id).toBe(2);
    expect(queue.current(queue.without(three, 2))?.id).toBe(2);
    expect(queue.current(queue.without(three, 1))?.id).toBe(3);
    expect(queue.without(queue.replaced([track(1)]), 0)).toEqual(queue.kEmpty);
    expect(queue.without(three, 7)).toBe(three);
  });
  it('ends, begins anew or stays, as is wished', () => {
    const last = { ...three, at: 2 };
    expect(queue.nextPlace(last, 'none', false)).toBe(-1);
    expect(queue.nextPlace(last, 'all', false)).toBe(0);
    expect(queue.nextPlace(last, 'one', false)).toBe(2);
    expect(queue.nextPlace(three, 'one', true)).toBe(2);
    expect(queue.nextPlace(queue.kEmpty, 'all', true)).toBe(-1);
  });
  it('mixes up what is still to come only', () => {
    const long = queue.replaced([1, 2, 3, 4, 5, 6].map(track), 1);
    const mixed = queue.shuffled(long, () => 0);
    expect(ids(mixed.tracks).slice(0, 2)).toEqual([1, 2]);
    expect([...ids(mixed.tracks)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(ids(mixed.tracks)).not.toEqual([1, 2, 3, 4, 5, 6]);
  });
  it('tells the time', () => {
    expect(queue.clock(187.9)).toBe('3:07');
    expect(queue.clock(3723)).toBe('1:02:03');
    expect(queue.clock(undefined)).toBe('–:––');
    expect(queue.clock(Number.POSITIVE_INFINITY)).toBe('–:––');
  });
});

describe('the sung line', () => {
  const lines = [
    { at_ms: 1000, text: 'One', words: [] },
    { at_ms: null, text: 'and more', words: [] },
    {
      at_ms: 5000,
      text: 'Rain on me',
      words: [
        { at_ms: 5000, begin: 0 },
        { at_ms: 5500, begin: 5 },
        { at_ms: 6000, begin: 8 },
      ],
    },
  ];
  it('is the last one that has begun', () => {
    expect([0, 1000, 4999, 5000, 99_999].map((ms) => lineAt(lines, ms))).toEqual([-1, 0, 0, 2, 2]);
    expect(lineAt([], 5)).toBe(-1);
  });
  it('is sung word by word where that is known', () => {
    const [one, , rain] = lines;
    if (!one || !rain) throw new Error('no lines');
    expect(sungUnits(one, 0)).toBe(3);
    expect([5000, 5499, 5500, 7000].map((ms) => sungUnits(rain, ms))).toEqual([5, 5, 8, 10]);
  });
  it('has its words in the colours of what they speak for', () => {
    const lyric = {
      lines: [
        { at_ms: null, text: 'é tears', words: [] },
        { at_ms: null, text: '', words: [] },
        { at_ms: null, text: 'kiss me', words: [] },
      ],
      spans: [
        { begin: 2, end: 7, word: 'tear', topic: 'sadness', share: 1 },
        { begin: 9, end: 13, word: 'kiss', topic: 'romantic', share: 1 },
      ],
    };
    expect(colouredLines(lyric).map((line) => line.map((piece) => [piece.text, piece.topic]))).toEqual([
      [
        ['é ', undefined],
        ['tears', 'sadness'],
      ],
      [],
      [
        ['kiss', 'romantic'],
        [' me', undefined],
      ],
    ]);
  });
});
