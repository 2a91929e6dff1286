import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { paletteStyles } from '../build/palette.ts';
import { isTopic, oklch, rgb, spreadColours, topicColour } from '../src/topics/colours';

const palette = JSON.parse(readFileSync(new URL('../../data/palette.json', import.meta.url), 'utf8')) as Record<
  string,
  { light: string; dark: string }
>;

describe('topic colours', () => {
  it('are those of the palette, for all eight', () => {
    expect(Object.keys(palette)).toHaveLength(8);
    for (const [topic, pair] of Object.entries(palette)) {
      expect(topicColour(topic, 'light')).toBe(pair.light);
      expect(topicColour(topic, 'dark')).toBe(pair.dark);
    }
    expect(isTopic('family/gospel')).toBe(false);
    expect(topicColour('family/gospel', 'dark')).toMatch(/^#[0-9a-f]{6}$/);
  });
  it('are the same in the style sheet', () => {
    const styles = paletteStyles(palette);
    const pair = palette['night/time'];
    expect(styles).toContain(`--topic-night-time:light-dark(${pair?.light},${pair?.dark})`);
    expect(styles).toContain("[data-topic='night/time']{--tone:var(--topic-night-time)}");
  });
});

describe('spread colours', () => {
  it.each([1, 3, 8, 20])('%i of them are told apart', (count) => {
    for (const scheme of ['light', 'dark'] as const) expect(new Set(spreadColours(count, scheme)).size).toBe(count);
  });
  it('follow the published formula', () => {
    expect(oklch(1, 0, 0)).toBe('#ffffff');
    expect(oklch(0, 0, 0)).toBe('#000000');
    // sRGB red in OKLCH: 0.62796 0.25768 29.234
    rgb(oklch(0.62796, 0.25768, 29.234)).forEach((value, i) =>
      expect(Math.abs(value - [255, 0, 0][i]!)).toBeLessThan(3),
    );
  });
  it('are read back', () => {
    expect(rgb('#0a64ff')).toEqual([10, 100, 255]);
  });
});
