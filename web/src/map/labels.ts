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

const overlaps = (a: Label, b: Label): boolean =>
  Math.abs(a.middle - b.middle) < kHeight && a.left < b.left + b.width && b.left < a.left + a.width;

/** Beside the point, on the right when there is room and else on the left; nothing where neither is free. */
export function labelAt(x: number, y: number, width: number, size: Size, taken: readonly Label[]): Label | undefined {
  const sides = [x + kGap, x - kGap - width];
  return sides
    .map((left) => ({ left, middle: y, width }))
    .find(
      (label) => label.left >= 0 && label.left + width <= size.width && !taken.some((other) => overlaps(label, other)),
    );
}
