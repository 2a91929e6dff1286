// Draws many points as discs by writing pixels: as fast without a graphics processor as with one, and the cost is one
// pass over the points.
import { rgb } from '../topics/colours';
import type { Camera, Points, Size } from './points';

export interface Look {
  /** A colour for each group, '#rrggbb'. */
  colours: string[];
  /** Each point's group. */
  group: ArrayLike<number>;
  /** Whether a group is shown. */
  shown: boolean[];
}

interface Stamp {
  offsets: Int32Array;
  cover: Uint16Array;
  reach: number;
}

/** The pixels of a disc and how much of each it covers, 0..256. */
export function stampOf(radius: number, width: number, strength: number): Stamp {
  const reach = Math.ceil(radius);
  const offsets: number[] = [];
  const cover: number[] = [];
  for (let dy = -reach; dy <= reach; dy += 1)
    for (let dx = -reach; dx <= reach; dx += 1) {
      const share = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(dx, dy)));
      if (share < 0.05) continue;
      offsets.push(dy * width + dx);
      cover.push(Math.round(256 * share * strength));
    }
  return { offsets: Int32Array.from(offsets), cover: Uint16Array.from(cover), reach };
}

/** How large a point is drawn, in pixels: smaller when there are many, larger when one looks closely. */
export const radiusOf = (count: number, scale: number, least: number): number =>
  Math.min(
    7,
    Math.max(0.9, (count > 60000 ? 1 : count > 8000 ? 1.5 : 3) * Math.sqrt(Math.max(1, scale / least)) ** 0.8),
  );

/** Paints into `pixels` (RGBA, [height x width]), which must be empty. Sizes are in device pixels. */
export function paint(
  pixels: Uint8ClampedArray,
  size: Size,
  camera: Camera,
  points: Points,
  look: Look,
  radius: number,
): void {
  const { width, height } = size;
  const strength = points.x.length > 60000 ? 0.75 : 0.88;
  const stamp = stampOf(radius, width, strength);
  const colours = look.colours.map(rgb);
  const { offsets, cover, reach } = stamp;
  const left = width / 2 - camera.x * camera.scale;
  const top = height / 2 + camera.y * camera.scale;
  for (let i = 0; i < points.x.length; i += 1) {
    const group = look.group[i] ?? 0;
    if (!look.shown[group]) continue;
    const x = Math.round(left + (points.x[i] ?? 0) * camera.scale);
    const y = Math.round(top - (points.y[i] ?? 0) * camera.scale);
    if (x < reach || y < reach || x >= width - reach || y >= height - reach) continue;
    const [r, g, b] = colours[group] ?? [128, 128, 128];
    const middle = y * width + x;
    for (let k = 0; k < offsets.length; k += 1) blend(pixels, 4 * (middle + (offsets[k] ?? 0)), r, g, b, cover[k] ?? 0);
  }
}

function blend(pixels: Uint8ClampedArray, at: number, r: number, g: number, b: number, cover: number): void {
  const under = pixels[at + 3] ?? 0;
  if (under === 0) {
    pixels[at] = r;
    pixels[at + 1] = g;
    pixels[at + 2] = b;
    pixels[at + 3] = cover >= 256 ? 255 : cover;
    return;
  }
  const rest = 256 - cover;
  pixels[at] = ((pixels[at] ?? 0) * rest + r * cover) >> 8;
  pixels[at + 1] = ((pixels[at + 1] ?? 0) * rest + g * cover) >> 8;
  pixels[at + 2] = ((pixels[at + 2] ?? 0) * rest + b * cover) >> 8;
  pixels[at + 3] = under + (((255 - under) * cover) >> 8);
}
