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

const kMany = 60_000;
/** Below this radius, in pixels, a disc is no longer seen as one. */
const kSmallest = 2.6;

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
  const many = points.x.length > kMany;
  const stamp = stampOf(radius, size.width, many ? 0.75 : 0.88);
  const put =
    many && radius < kSmallest ? solid(pixels, size.width, look.colours) : blended(pixels, stamp, look.colours);
  const { width, height } = size;
  const { reach } = stamp;
  const { x: xs, y: ys } = points;
  const { group: groups, shown } = look;
  const left = width / 2 - camera.x * camera.scale;
  const top = height / 2 + camera.y * camera.scale;
  for (let i = 0; i < xs.length; i += 1) {
    const group = groups[i]!;
    if (!shown[group]) continue;
    const x = Math.round(left + xs[i]! * camera.scale);
    const y = Math.round(top - ys[i]! * camera.scale);
    // Written so that a place that is no number is left out too.
    if (x >= reach && y >= reach && x < width - reach && y < height - reach) put(y * width + x, group);
  }
}

type Put = (middle: number, group: number) => void;

/** Four whole pixels a point, without looking at what is below: for very many points. */
function solid(pixels: Uint8ClampedArray, width: number, colours: string[]): Put {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2);
  const bytes = Uint8Array.from(colours.flatMap((colour) => [...rgb(colour), 255]));
  const packed = new Uint32Array(bytes.buffer);
  return (middle, group) => {
    const colour = packed[group]!;
    words[middle] = colour;
    words[middle - 1] = colour;
    words[middle - width] = colour;
    words[middle - width - 1] = colour;
  };
}

/** A disc with soft rims, laid over what is below. */
function blended(pixels: Uint8ClampedArray, stamp: Stamp, colours: string[]): Put {
  const { offsets, cover } = stamp;
  const channels = Uint8Array.from(colours.flatMap(rgb));
  return (middle, group) => {
    const r = channels[3 * group]!;
    const g = channels[3 * group + 1]!;
    const b = channels[3 * group + 2]!;
    for (let k = 0; k < offsets.length; k += 1) blend(pixels, 4 * (middle + offsets[k]!), r, g, b, cover[k]!);
  };
}

function blend(pixels: Uint8ClampedArray, at: number, r: number, g: number, b: number, cover: number): void {
  const under = pixels[at + 3]!;
  if (under === 0) {
    pixels[at] = r;
    pixels[at + 1] = g;
    pixels[at + 2] = b;
    pixels[at + 3] = cover;
    return;
  }
  const rest = 256 - cover;
  pixels[at] = (pixels[at]! * rest + r * cover) >> 8;
  pixels[at + 1] = (pixels[at + 1]! * rest + g * cover) >> 8;
  pixels[at + 2] = (pixels[at + 2]! * rest + b * cover) >> 8;
  pixels[at + 3] = under + (((255 - under) * cover) >> 8);
}
