import { describe, expect, it } from 'vitest';
import { labelAt, shortened } from '../src/map/labels';
import { paint, radiusOf, stampOf } from '../src/map/paint';
import { fit, Grid, toMap, toScreen, zoomed } from '../src/map/points';

const size = { width: 200, height: 100 };

/** A simple generator: the same points every time. */
function somePoints(count: number) {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    x: Float32Array.from({ length: count }, () => next() * 7 - 3),
    y: Float32Array.from({ length: count }, next),
  };
}

describe('the camera', () => {
  const points = somePoints(500);
  it('shows everything at first', () => {
    const camera = fit(points, size);
    for (let i = 0; i < 500; i += 1) {
      const [left, top] = toScreen(camera, size, points.x[i]!, points.y[i]!);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left).toBeLessThanOrEqual(size.width);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThanOrEqual(size.height);
    }
  });
  it('goes to the screen and back', () => {
    const camera = { x: 1, y: -2, scale: 30 };
    const [x, y] = toMap(camera, size, ...toScreen(camera, size, 0.3, 0.7));
    expect(x).toBeCloseTo(0.3, 10);
    expect(y).toBeCloseTo(0.7, 10);
  });
  it('zooms around the pointer', () => {
    const camera = fit(points, size);
    const before = toMap(camera, size, 150, 20);
    const after = toMap(zoomed(camera, size, 150, 20, 3, camera.scale), size, 150, 20);
    expect(after[0]).toBeCloseTo(before[0], 8);
    expect(after[1]).toBeCloseTo(before[1], 8);
  });
  it('stands one point, and none', () => {
    expect(fit({ x: Float32Array.of(2), y: Float32Array.of(3) }, size)).toMatchObject({ x: 2, y: 3 });
    expect(fit({ x: new Float32Array(0), y: new Float32Array(0) }, size)).toEqual({ x: 0, y: 0, scale: 1 });
  });
});

describe('the grid', () => {
  it('finds what looking at every point finds', () => {
    const points = somePoints(400);
    const grid = new Grid(points);
    const places = somePoints(60);
    for (let p = 0; p < 60; p += 1) {
      const [x, y] = [places.x[p]!, places.y[p]!];
      const far = (i: number) => (points.x[i]! - x) ** 2 + (points.y[i]! - y) ** 2;
      let best = 0;
      for (let i = 1; i < 400; i += 1) if (far(i) < far(best)) best = i;
      const reach = 0.3;
      const found = grid.nearest(x, y, reach);
      if (far(best) > reach * reach) expect(found).toBe(-1);
      else expect(far(found)).toBeCloseTo(far(best), 6);
    }
  });
});

describe('painting', () => {
  it('puts a disc of its colour where the point is, and nothing elsewhere', () => {
    const pixels = new Uint8ClampedArray(4 * size.width * size.height);
    const look = { colours: ['#ff0000', '#0000ff'], group: [0, 1], shown: [true, false] };
    paint(pixels, size, { x: 0, y: 0, scale: 10 }, { x: Float32Array.of(1, -3), y: Float32Array.of(2, 0) }, look, 3);
    const at = (left: number, top: number) => [
      ...pixels.slice(4 * (top * size.width + left), 4 * (top * size.width + left) + 4),
    ];
    expect(at(110, 30).slice(0, 3)).toEqual([255, 0, 0]);
    expect(at(110, 30)[3]).toBeGreaterThan(200);
    expect(at(110, 36)[3]).toBe(0);
    expect(at(70, 50)[3]).toBe(0);
  });
  it('stays inside the picture', () => {
    const pixels = new Uint8ClampedArray(4 * 20 * 20);
    const edge = { x: Float32Array.of(-10, 10, 0, 0, 1e9), y: Float32Array.of(0, 0, -10, 10, Number.NaN) };
    const look = { colours: ['#ffffff'], group: [0, 0, 0, 0, 0], shown: [true] };
    paint(pixels, { width: 20, height: 20 }, { x: 0, y: 0, scale: 1 }, edge, look, 4);
    expect(pixels.every((value) => value === 0)).toBe(true);
  });
  it('draws fewer and nearer points larger', () => {
    expect(radiusOf(200000, 1, 1)).toBeLessThan(radiusOf(28000, 1, 1));
    expect(radiusOf(28000, 1, 1)).toBeLessThan(radiusOf(200, 1, 1));
    expect(radiusOf(28000, 9, 1)).toBeGreaterThan(radiusOf(28000, 1, 1));
    expect(stampOf(3, 100, 1).offsets.length).toBeGreaterThan(stampOf(1, 100, 1).offsets.length);
  });
});

describe('the names on the map', () => {
  it('stand inside it: on the left where the right has no room', () => {
    expect(labelAt([50, 20], 60, { size, taken: [] })).toEqual({ left: 59, middle: 20, width: 60 });
    expect(labelAt([180, 20], 60, { size, taken: [] })).toEqual({ left: 111, middle: 20, width: 60 });
    expect(labelAt([100, 20], 150, { size, taken: [] })).toBeUndefined();
  });
  it('never stand over each other', () => {
    const first = labelAt([50, 20], 60, { size, taken: [] })!;
    expect(labelAt([130, 22], 60, { size, taken: [first] })).toEqual({ left: 139, middle: 22, width: 60 });
    expect(labelAt([60, 22], 60, { size, taken: [first] })).toBeUndefined();
    expect(labelAt([60, 40], 60, { size, taken: [first] })).toEqual({ left: 69, middle: 40, width: 60 });
  });
  it('leave other points in sight where they can', () => {
    expect(labelAt([100, 20], 60, { size, taken: [], points: [[130, 22]] })).toEqual({
      left: 31,
      middle: 20,
      width: 60,
    });
    const both: [number, number][] = [
      [130, 22],
      [60, 18],
    ];
    expect(labelAt([100, 20], 60, { size, taken: [], points: both })?.left, 'rather there than nowhere').toBe(109);
  });
  it('are cut where they are too long, never squeezed', () => {
    const widthOf = (text: string) => 6 * [...text].length;
    expect(shortened('Short', 60, widthOf)).toBe('Short');
    expect(shortened('I Have Been Walking', 60, widthOf)).toBe('I Have Be…');
    expect(shortened('I Have Been Walking', 48, widthOf), 'no blank before the dots').toBe('I Have…');
    expect(shortened('🎵🎵🎵🎵', 18, widthOf)).toBe('🎵🎵…');
  });
});
