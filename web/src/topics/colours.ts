// Colours of what is drawn on a canvas. Topics have theirs from the project's palette; genres and clusters get evenly
// spread hues of one lightness.
import palette from '../../../data/palette.json';

export type Scheme = 'light' | 'dark';
const pairs = palette as Record<string, Record<Scheme, string>>;

/** What a part of a mixture that is no topic is drawn in. */
export const kOther: Record<Scheme, string> = { light: '#b9b7c2', dark: '#5b5966' };

export const isTopic = (name: string): boolean => name in pairs;
export const topicColour = (topic: string, scheme: Scheme): string => pairs[topic]?.[scheme] ?? kOther[scheme];

/** `count` colours that differ in hue as far as can be, '#rrggbb'. */
export function spreadColours(count: number, scheme: Scheme): string[] {
  const lightness = scheme === 'light' ? 0.6 : 0.76;
  return Array.from({ length: count }, (_, i) => {
    // Every other colour is a step lighter or darker, so that neighbours differ in more than hue.
    const step = count > 6 && i % 2 === 1 ? 0.09 : 0;
    return oklch(scheme === 'light' ? lightness - step : lightness - step, 0.13, 25 + (360 * i) / Math.max(1, count));
  });
}

/** Source: B. Ottosson, "A perceptual color space for image processing" (2020). */
export function oklch(lightness: number, chroma: number, hueDegrees: number): string {
  const hue = (hueDegrees * Math.PI) / 180;
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${channels.map((value) => hex(gamma(value))).join('')}`;
}

const gamma = (linear: number): number => {
  const value = Math.min(1, Math.max(0, linear));
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
};
const hex = (value: number): string =>
  Math.round(value * 255)
    .toString(16)
    .padStart(2, '0');

/** [red, green, blue], each 0..255, of '#rrggbb'. */
export function rgb(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
