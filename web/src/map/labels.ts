// Where the names of points stand: beside them, inside the map, and never over each other.
import type { Size } from './points';

/** A line of text: its left end, its middle's height, and how wide it is. In pixels. */
export interface Label {
  left: number;
  middle: number;
  width: number;
}

const kGap = 9;
const kHeight = 15;
const kPoint = 4;

const overlaps = (a: Label, b: Label): boolean =>
  Math.abs(a.middle - b.middle) < kHeight && a.left < b.left + b.width && b.left < a.left + a.width;

type Spot = readonly [number, number];

/** What is on the map already: its size, names that stand, and points that better stay in sight. */
interface Around {
  size: Size;
  taken: readonly Label[];
  points?: readonly Spot[];
}

/** Whether a point lies under the letters. */
const covers = (label: Label, [x, y]: Spot): boolean =>
  Math.abs(label.middle - y) < kHeight / 2 && x > label.left - kPoint && x < label.left + label.width + kPoint;

/**
 * Beside the point, on the right when there is room and else on the left, where no name and better no other point
 * stands; nothing where neither side is free of names.
 */
export function labelAt([x, y]: Spot, width: number, { size, taken, points = [] }: Around): Label | undefined {
  const free = [x + kGap, x - kGap - width]
    .map((left) => ({ left, middle: y, width }))
    .filter(
      (label) => label.left >= 0 && label.left + width <= size.width && !taken.some((other) => overlaps(label, other)),
    );
  return free.find((label) => !points.some((point) => covers(label, point))) ?? free[0];
}

/** A text no wider than `most`, with dots where it was cut. */
export function shortened(text: string, most: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= most) return text;
  const letters = [...text];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(`${letters.slice(0, middle).join('').trimEnd()}…`) <= most) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}
