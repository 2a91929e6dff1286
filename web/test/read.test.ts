import { describe, expect, it } from 'vitest';
import type { Span } from '../src/api/types';
import { decode, lyricOf, withoutStamps } from '../src/read/file';
import { cut, shifted } from '../src/read/spans';

const span = (begin: number, end: number, word = 'w'): Span => ({ begin, end, word, topic: 'music', share: 1 });

describe('coloured words', () => {
  it('cut a text without losing a letter', () => {
    const pieces = cut('I cry, you cry', [span(2, 5), span(11, 14)]);
    expect(pieces.map((piece) => piece.text).join('')).toBe('I cry, you cry');
    expect(pieces.filter((piece) => piece.topic).map((piece) => piece.text)).toEqual(['cry', 'cry']);
  });
  it('leave out what overlaps or lies outside', () => {
    const pieces = cut('abcdef', [span(0, 3), span(2, 4), span(5, 9), span(4, 4)]);
    expect(pieces).toEqual([{ text: 'abc', topic: 'music', word: 'w' }, { text: 'def' }]);
  });
  it('move along while somebody types', () => {
    const before = 'I cry and sing';
    const spans = [span(2, 5, 'cry'), span(10, 14, 'sing')];
    const places = (after: string) => shifted(spans, before, after).map((each) => after.slice(each.begin, each.end));
    expect(places('I cry loud and sing')).toEqual(['cry', 'sing']);
    expect(places('Now I cry and sing')).toEqual(['cry', 'sing']);
    expect(places('I sing')).toEqual(['sing']);
    expect(places('I cry and sing!')).toEqual(['cry', 'sing']);
    expect(places('I crOy and sing')).toEqual(['sing']);
    expect(places('')).toEqual([]);
    expect(shifted(spans, before, before)).toBe(spans);
  });
});

describe('a lyric file', () => {
  it('is read in any usual encoding', () => {
    expect(decode(new TextEncoder().encode('é\r\nx\ry'))).toBe('é\nx\ny');
    expect(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
    expect(decode(Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xe9, 0))).toBe('aé');
    expect(decode(Uint8Array.of(0xfe, 0xff, 0, 0x61))).toBe('a');
    expect(decode(Uint8Array.of(0x61, 0xe9))).toBe('aé');
  });
  it('loses the stamps of .lrc', () => {
    const text = '[ar:Somebody]\n[00:12.30]one <00:13.00>two\n[01:02][01:20.5] three\n[Chorus]';
    expect(withoutStamps(text)).toBe('one two\nthree\n[Chorus]');
    expect(lyricOf('A.LRC', new TextEncoder().encode('[00:01.00]x'))).toBe('x');
    expect(lyricOf('a.txt', new TextEncoder().encode('[00:01.00]x'))).toBe('[00:01.00]x');
  });
});
