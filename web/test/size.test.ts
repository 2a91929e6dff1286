// What a first visit loads: the built page, compressed as the service does.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const kDist = new URL('../dist/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, kDist));
const kBudgetBytes = 300_000;

describe('the built page', () => {
  it('loads under 300 kB at first', () => {
    const html = read('index.html').toString();
    const named = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(named.some((name) => name.endsWith('.js'))).toBe(true);
    const fonts = readdirSync(new URL('assets/', kDist)).filter((name) => name.endsWith('.woff2'));
    const compressed = ['index.html', ...named].reduce((sum, name) => sum + gzipSync(read(name)).length, 0);
    const bytes = compressed + fonts.reduce((sum, name) => sum + read(`assets/${name}`).length, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(kBudgetBytes);
  });
  it('has no file that would be slow to open', () => {
    for (const name of readdirSync(new URL('assets/', kDist)))
      expect(gzipSync(read(`assets/${name}`)).length, name).toBeLessThan(kBudgetBytes);
  });
  it('names nothing outside and holds no inline script or style', () => {
    const html = read('index.html').toString();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    expect(html).not.toMatch(/<style|\sstyle=/);
    expect(html).not.toMatch(/https?:\/\//);
    for (const name of readdirSync(new URL('assets/', kDist)).filter((each) => each.endsWith('.css')))
      expect(read(`assets/${name}`).toString(), name).not.toMatch(/url\((?!["']?\/assets\/)/);
  });
});
