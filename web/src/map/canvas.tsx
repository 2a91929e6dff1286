// The map's canvas: draws, and turns pointer, wheel, fingers and keys into a camera.
import { useEffect, useRef } from 'preact/hooks';
import { kInksOfMap } from './inks';
import { labelAt, shortened, type Label } from './labels';
import { paint, radiusOf, type Look } from './paint';
import { fit, Grid, toMap, toScreen, zoomed, type Camera, type Points, type Size } from './points';
import type { Scheme } from '../topics/colours';

const kReachPixels = 14;
const kMostRatio = 2;
const kMostLabels = 40;
const kWidestLabel = 220;

export interface Marks {
  chosen: number;
  near: number[];
  path: number[];
}

interface Props {
  points: Points;
  titles: string[];
  look: Look;
  marks: Marks;
  scheme: Scheme;
  /** Changes when the camera should move so that these points are on the screen. */
  goal: { points: number[] } | undefined;
  onPick: (index: number) => void;
  onHover: (index: number, left: number, top: number) => void;
}

export function MapCanvas(props: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const state = useRef<{ camera: Camera; least: number; size: Size; grid: Grid; frame: number } | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;

  const draw = () => {
    const now = state.current;
    if (!now || now.frame !== 0) return;
    now.frame = requestAnimationFrame(() => {
      now.frame = 0;
      const began = performance.now();
      drawAll(canvas.current, over.current, latest.current, now.camera, now.least, now.size);
      performance.measure('map frame', { start: began });
    });
  };

  useEffect(() => {
    const element = over.current;
    if (!element) return;
    const measure = () => {
      const size = { width: element.clientWidth, height: element.clientHeight };
      if (size.width === 0 || size.height === 0) return;
      const camera = fit(props.points, size);
      const before = state.current;
      if (before && before.grid && before.size.width > 0) Object.assign(before, { size, least: camera.scale });
      else state.current = { camera, least: camera.scale, size, grid: new Grid(props.points), frame: 0 };
      draw();
    };
    state.current = undefined;
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    measure();
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      zoomAt(event.offsetX, event.offsetY, Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      watch.disconnect();
      element.removeEventListener('wheel', wheel);
    };
  }, [props.points]);
  useEffect(draw, [props.look, props.marks, props.scheme]);
  useEffect(() => {
    const now = state.current;
    if (!now || !props.goal || props.goal.points.length === 0) return;
    const part = {
      x: Float32Array.from(props.goal.points, (i) => props.points.x[i] ?? 0),
      y: Float32Array.from(props.goal.points, (i) => props.points.y[i] ?? 0),
    };
    const camera = fit(part, now.size);
    now.camera = { ...camera, scale: Math.min(camera.scale * 0.85, now.least * 8) };
    draw();
  }, [props.goal]);

  const zoomAt = (left: number, top: number, factor: number) => {
    const now = state.current;
    if (!now) return;
    now.camera = zoomed(now.camera, now.size, left, top, factor, now.least);
    draw();
  };
  const pan = (dx: number, dy: number) => {
    const now = state.current;
    if (!now) return;
    now.camera = { ...now.camera, x: now.camera.x - dx / now.camera.scale, y: now.camera.y + dy / now.camera.scale };
    draw();
  };
  const at = (left: number, top: number): number => {
    const now = state.current;
    if (!now) return -1;
    const [x, y] = toMap(now.camera, now.size, left, top);
    const found = now.grid.nearest(x, y, kReachPixels / now.camera.scale);
    const { look } = latest.current;
    return found >= 0 && look.shown[look.group[found] ?? 0] ? found : -1;
  };
  const pointers = usePointers({ pan, zoomAt, at, latest });
  const middle = () => {
    const now = state.current;
    return now ? ([now.size.width / 2, now.size.height / 2] as const) : ([0, 0] as const);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = 60;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => pan(step, 0),
      ArrowRight: () => pan(-step, 0),
      ArrowUp: () => pan(0, step),
      ArrowDown: () => pan(0, -step),
      '+': () => zoomAt(...middle(), 1.4),
      '=': () => zoomAt(...middle(), 1.4),
      '-': () => zoomAt(...middle(), 1 / 1.4),
      Enter: () => {
        const now = state.current;
        if (!now) return;
        const nearest = now.grid.nearest(now.camera.x, now.camera.y, 200 / now.camera.scale);
        if (nearest >= 0) latest.current.onPick(nearest);
      },
      '0': () => {
        const now = state.current;
        if (now) now.camera = fit(latest.current.points, now.size);
        draw();
      },
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
  return (
    <>
      <canvas ref={canvas} class="map-canvas" aria-hidden="true" />
      <canvas
        ref={over}
        class="map-canvas"
        tabIndex={0}
        role="application"
        aria-roledescription="map"
        aria-label="Map of songs. Arrows move, plus and minus zoom, Enter chooses the song in the middle, 0 shows everything."
        onKeyDown={onKeyDown}
        {...pointers}
      />
      <div class="map-zoom row">
        <button type="button" class="button slim" aria-label="Zoom in" onClick={() => zoomAt(...middle(), 1.6)}>
          +
        </button>
        <button type="button" class="button slim" aria-label="Zoom out" onClick={() => zoomAt(...middle(), 1 / 1.6)}>
          −
        </button>
        <button
          type="button"
          class="button slim"
          onClick={() => {
            const now = state.current;
            if (now) now.camera = fit(props.points, now.size);
            draw();
          }}
        >
          All
        </button>
      </div>
    </>
  );
}

interface Moves {
  pan: (dx: number, dy: number) => void;
  zoomAt: (left: number, top: number, factor: number) => void;
  at: (left: number, top: number) => number;
  latest: { current: Props };
}

/** One finger or button drags, two fingers zoom, a press without a drag picks. */
function usePointers({ pan, zoomAt, at, latest }: Moves) {
  const down = useRef(new Map<number, { x: number; y: number }>());
  const dragged = useRef(0);
  const leave = (event: PointerEvent) => down.current.delete(event.pointerId);
  return {
    onPointerDown(event: PointerEvent) {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      if (down.current.size === 0) dragged.current = 0;
      down.current.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    },
    onPointerMove(event: PointerEvent) {
      const before = down.current.get(event.pointerId);
      if (!before) {
        latest.current.onHover(at(event.offsetX, event.offsetY), event.offsetX, event.offsetY);
        return;
      }
      const now = { x: event.offsetX, y: event.offsetY };
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const factor =
          Math.hypot(now.x - other.x, now.y - other.y) /
          Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
        zoomAt((now.x + other.x) / 2, (now.y + other.y) / 2, factor);
      } else pan(now.x - before.x, now.y - before.y);
      dragged.current += Math.hypot(now.x - before.x, now.y - before.y);
      down.current.set(event.pointerId, now);
    },
    onPointerUp(event: PointerEvent) {
      leave(event);
      if (dragged.current > 5) return;
      const found = at(event.offsetX, event.offsetY);
      if (found >= 0) latest.current.onPick(found);
    },
    onPointerCancel: leave,
    onPointerLeave: () => latest.current.onHover(-1, 0, 0),
  };
}

function drawAll(
  base: HTMLCanvasElement | null,
  over: HTMLCanvasElement | null,
  props: Props,
  camera: Camera,
  least: number,
  size: Size,
): void {
  const under = base?.getContext('2d');
  const upper = over?.getContext('2d');
  if (!base || !over || !under || !upper) return;
  const ratio = Math.min(kMostRatio, devicePixelRatio);
  const device = { width: Math.round(size.width * ratio), height: Math.round(size.height * ratio) };
  for (const canvas of [base, over])
    if (canvas.width !== device.width || canvas.height !== device.height) {
      canvas.width = device.width;
      canvas.height = device.height;
    }
  const image = under.createImageData(device.width, device.height);
  const radius = ratio * radiusOf(props.points.x.length, camera.scale, least);
  paint(image.data, device, { ...camera, scale: camera.scale * ratio }, props.points, props.look, radius);
  under.putImageData(image, 0, 0);
  upper.setTransform(ratio, 0, 0, ratio, 0, 0);
  upper.clearRect(0, 0, size.width, size.height);
  drawMarks(upper, props, camera, size);
}

function drawMarks(pen: CanvasRenderingContext2D, props: Props, camera: Camera, size: Size): void {
  const inks = kInksOfMap[props.scheme];
  const { points, marks } = props;
  const at = (i: number) => toScreen(camera, size, points.x[i] ?? 0, points.y[i] ?? 0);
  pen.font = '550 12px "Figtree Variable", system-ui, sans-serif';
  pen.lineWidth = 1.5;
  if (marks.chosen >= 0) for (const i of marks.near) line(pen, [at(marks.chosen), at(i)], inks.quiet);
  if (marks.path.length > 1) {
    pen.lineWidth = 2.5;
    line(pen, marks.path.map(at), inks.ink);
  }
  for (const i of [...marks.near, ...marks.path]) disc(pen, at(i), 5, inks.ink, inks.ground);
  if (marks.chosen >= 0) disc(pen, at(marks.chosen), 7, inks.ink, inks.ground);
  const named = [...new Set([...(marks.chosen >= 0 ? [marks.chosen] : []), ...marks.path, ...marks.near])];
  const taken: Label[] = [];
  const widthOf = (text: string) => pen.measureText(text).width;
  const all = named.length === 0 ? visible(props, camera, size) : named;
  const places = all.map(at);
  for (const i of all) {
    const text = shortened(props.titles[i] ?? '', kWidestLabel, widthOf);
    const label = labelAt(at(i), widthOf(text), { size, taken, points: places });
    if (!label) continue;
    taken.push(label);
    write(pen, text, label, inks);
  }
}

/** The songs on the screen when they are few enough to be named. */
function visible(props: Props, camera: Camera, size: Size): number[] {
  const found: number[] = [];
  const { x, y } = props.points;
  const [left, top] = toMap(camera, size, 0, 0);
  const [right, bottom] = toMap(camera, size, size.width, size.height);
  for (let i = 0; i < x.length; i += 1) {
    const px = x[i] ?? 0;
    const py = y[i] ?? 0;
    if (px < left || px > right || py > top || py < bottom || !props.look.shown[props.look.group[i] ?? 0]) continue;
    found.push(i);
    if (found.length > kMostLabels) return [];
  }
  return found;
}

type Place = [number, number];

function line(pen: CanvasRenderingContext2D, places: Place[], colour: string): void {
  pen.strokeStyle = colour;
  pen.beginPath();
  places.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.stroke();
}

function disc(pen: CanvasRenderingContext2D, [x, y]: Place, radius: number, colour: string, rim: string): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 7);
  pen.fillStyle = colour;
  pen.strokeStyle = rim;
  pen.lineWidth = 2;
  pen.fill();
  pen.stroke();
}

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  { left, middle }: Label,
  inks: { ink: string; ground: string },
): void {
  pen.lineJoin = 'round';
  pen.lineWidth = 3;
  pen.strokeStyle = inks.ground;
  pen.strokeText(text, left, middle + 4);
  pen.fillStyle = inks.ink;
  pen.fillText(text, left, middle + 4);
}
