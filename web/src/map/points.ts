// The songs of the map as columns, a grid to find them by place, and the way between the map and the screen.

export interface Points {
  x: Float32Array;
  y: Float32Array;
}

/** What part of the map is on the screen: `scale` pixels a unit, the map's (x, y) in the middle. */
export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

export const toScreen = (camera: Camera, size: Size, x: number, y: number): [number, number] => [
  size.width / 2 + (x - camera.x) * camera.scale,
  size.height / 2 - (y - camera.y) * camera.scale,
];

export const toMap = (camera: Camera, size: Size, left: number, top: number): [number, number] => [
  camera.x + (left - size.width / 2) / camera.scale,
  camera.y - (top - size.height / 2) / camera.scale,
];

/** The camera after zooming by `factor` with the place under (left, top) staying where it is. */
export function zoomed(camera: Camera, size: Size, left: number, top: number, factor: number, least: number): Camera {
  const scale = Math.min(least * 400, Math.max(least * 0.6, camera.scale * factor));
  const [x, y] = toMap(camera, size, left, top);
  return { scale, x: x - (left - size.width / 2) / scale, y: y + (top - size.height / 2) / scale };
}

/** Everything on the screen with a margin. */
export function fit(points: Points, size: Size): Camera {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.x.length; i += 1) {
    const x = points.x[i] ?? 0;
    const y = points.y[i] ?? 0;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < bottom) bottom = y;
    if (y > top) top = y;
  }
  if (!Number.isFinite(left)) return { x: 0, y: 0, scale: 1 };
  const scale = 0.92 * Math.min(size.width / (right - left || 1), size.height / (top - bottom || 1));
  return { x: (left + right) / 2, y: (bottom + top) / 2, scale };
}

/** Points by square cells, so that the one nearest to a place is found without looking at all. */
export class Grid {
  private readonly cells = new Map<number, number[]>();
  private readonly cell: number;

  constructor(private readonly points: Points) {
    const { x, y } = points;
    const span = fit(points, { width: 1, height: 1 }).scale;
    this.cell = Math.max(1e-9, 1 / span / Math.max(1, Math.sqrt(x.length)));
    for (let i = 0; i < x.length; i += 1) {
      const key = this.key(this.place(x[i] ?? 0), this.place(y[i] ?? 0));
      const inside = this.cells.get(key);
      if (inside) inside.push(i);
      else this.cells.set(key, [i]);
    }
  }

  private place(value: number): number {
    return Math.floor(value / this.cell);
  }
  private key(column: number, row: number): number {
    return column * 0x400000 + row;
  }

  /** The index of the point nearest to (x, y) and not further than `reach` (map units), or -1. */
  nearest(x: number, y: number, reach: number): number {
    const steps = Math.min(64, Math.ceil(reach / this.cell));
    let best = -1;
    let least = reach * reach;
    for (let column = this.place(x) - steps; column <= this.place(x) + steps; column += 1)
      for (let row = this.place(y) - steps; row <= this.place(y) + steps; row += 1)
        for (const i of this.cells.get(this.key(column, row)) ?? []) {
          const distance = ((this.points.x[i] ?? 0) - x) ** 2 + ((this.points.y[i] ?? 0) - y) ** 2;
          if (distance <= least) {
            least = distance;
            best = i;
          }
        }
    return best;
  }
}
