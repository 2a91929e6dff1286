import { describe, expect, it } from 'vitest';
import { browseOf, ordersOf, turned } from '../src/music/browse';

const of = (address: string) => browseOf(new URLSearchParams(address));
const called = (address: string) => {
  const browse = of(address);
  return ordersOf(browse).find(([sort]) => sort === (browse.sort ?? ''))?.[1];
};

describe('the songs of an address', () => {
  it('are in an order that is called what it is', () => {
    expect(called('')).toBe('By artist');
    expect(called('album=Two+Discs&album_of=7')).toBe('By disc and track');
    expect(called('album=Two+Discs&sort=title')).toBe('By title');
    expect(called('q=rain')).toBe('By best match');
    expect(called('q=rain&sort=year')).toBe('By year');
    expect(called('shelf=new')).toBe('As they came in');
  });
  it('of one album are not those of another of its name', () => {
    expect(of('album=Greatest+Hits&album_of=7').album_of).toBe('7');
    expect(of('album=&artist=').album).toBeUndefined();
  });
  it('of nobody named have a shelf', () => expect(of('shelf=unnamed').named).toBe('false'));
  it('can be turned round, and back', () => {
    const next = (address: string) => turned(of(address), new URLSearchParams(address));
    expect(next('')).toBe('true');
    expect(next('descending=true')).toBe('');
    expect(next('shelf=new')).toBe('false');
    expect(next('shelf=new&descending=false')).toBe('');
  });
});
