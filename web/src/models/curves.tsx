// Curves over epochs as a picture, with the same numbers as a table.
import type { Epoch } from '../api/types';
import { Table } from '../parts/table';
import { asPercent } from './scores';
import { placeOn, scaleOf, shortNumber, wholeScale } from './scale';

type Measure = 'train_loss' | 'validation_loss' | 'validation_accuracy';

export interface Course {
  name: string;
  epochs: Pick<Epoch, 'epoch' | Measure>[];
  /** Whose weights were kept. */
  kept?: number | undefined;
}

interface Line {
  name: string;
  points: [number, number][];
  /** Which colour and dashes it has. */
  ink: number;
  kept?: number | undefined;
}

const kWide = 380;
const kHigh = 210;
const kMargin = { left: 46, right: 10, top: 10, bottom: 34 };

const pointsOf = (course: Course, measure: Measure): [number, number][] =>
  course.epochs.flatMap((epoch) => {
    const value = epoch[measure];
    return typeof value === 'number' ? [[epoch.epoch, value] as [number, number]] : [];
  });

/** Curves that never move say nothing: a baseline that writes 0 for what it does not measure. */
const saysSomething = (points: [number, number][]): boolean =>
  points.length > 1 && points.some(([, value]) => value !== points[0]?.[1]);

/** Which lines a picture has: of one training its two losses, of several one measure each. */
function linesOf(courses: Course[], measures: [Measure, string][]): Line[] {
  return courses.flatMap((course, i) =>
    measures.flatMap(([measure, what], m) => {
      const points = pointsOf(course, measure);
      if (!saysSomething(points)) return [];
      const name = [courses.length > 1 ? course.name : '', what].filter(Boolean).join(', ');
      return [{ name, points, ink: i + m * courses.length, kept: course.kept }];
    }),
  );
}

export function Curves({ courses }: { courses: Course[] }) {
  const accuracy = linesOf(courses, [['validation_accuracy', 'validation songs']]);
  const loss = linesOf(courses, [
    ['validation_loss', 'validation songs'],
    ['train_loss', 'training songs'],
  ]);
  if (accuracy.length + loss.length === 0) return null;
  return (
    <div class="pictures">
      {accuracy.length > 0 && <Plot title="Accuracy over epochs" lines={accuracy} show={asPercent} />}
      {loss.length > 0 && <Plot title="Loss over epochs" lines={loss} show={shortNumber} />}
    </div>
  );
}

interface PlotProps {
  title: string;
  lines: Line[];
  show: (value: number) => string;
}

function Plot({ title, lines, show }: PlotProps) {
  const all = lines.flatMap((line) => line.points);
  const x = wholeScale(Math.max(...all.map(([epoch]) => epoch)));
  const y = scaleOf(all.map(([, value]) => value));
  const across = (epoch: number) => placeOn(x, epoch, kMargin.left, kWide - kMargin.right);
  const up = (value: number) => placeOn(y, value, kHigh - kMargin.bottom, kMargin.top);
  return (
    <figure class="picture">
      <figcaption>{title}</figcaption>
      <svg
        viewBox={`0 0 ${kWide} ${kHigh}`}
        role="img"
        aria-label={`${title}. ${lines.map((line) => say(line, show)).join('. ')}`}
      >
        {y.ticks.map((tick) => (
          <g key={tick}>
            <line class="grid" x1={kMargin.left} x2={kWide - kMargin.right} y1={up(tick)} y2={up(tick)} />
            <text class="mark end" x={kMargin.left - 6} y={up(tick) + 4}>
              {show(tick)}
            </text>
          </g>
        ))}
        {x.ticks.map((tick) => (
          <text key={tick} class="mark middle" x={across(tick)} y={kHigh - kMargin.bottom + 16}>
            {tick}
          </text>
        ))}
        <text class="mark middle" x={(kMargin.left + kWide - kMargin.right) / 2} y={kHigh - 3}>
          epoch
        </text>
        {lines.map((line) => (
          <g key={line.name} class={`course ink-${line.ink % 4}`}>
            <polyline points={line.points.map(([e, v]) => `${across(e).toFixed(1)},${up(v).toFixed(1)}`).join(' ')} />
            {line.points
              .filter(([epoch]) => epoch === line.kept)
              .map(([epoch, value]) => (
                <circle key={epoch} cx={across(epoch)} cy={up(value)} r="4.5">
                  <title>{`epoch ${epoch} was kept: ${show(value)}`}</title>
                </circle>
              ))}
          </g>
        ))}
      </svg>
      {(lines.length > 1 || lines.some((line) => line.kept)) && (
        <ul class="legend small">
          {lines.length > 1 &&
            lines.map((line) => (
              <li key={line.name} class={`course ink-${line.ink % 4}`}>
                <svg viewBox="0 0 24 8" aria-hidden="true">
                  <polyline points="0,4 24,4" />
                </svg>
                {line.name}
              </li>
            ))}
          {lines.some((line) => line.kept) && <li>● the epoch that was kept</li>}
        </ul>
      )}
      <Numbers title={title} lines={lines} show={show} />
    </figure>
  );
}

/** A curve in words. */
function say(line: Line, show: (value: number) => string): string {
  const [first, last] = [line.points[0], line.points.at(-1)];
  return `${line.name}: ${show(first?.[1] ?? 0)} in epoch ${first?.[0] ?? 1}, ${show(last?.[1] ?? 0)} in epoch ${last?.[0] ?? 1}`;
}

function Numbers({ title, lines, show }: PlotProps) {
  const epochs = [...new Set(lines.flatMap((line) => line.points.map(([epoch]) => epoch)))].sort((a, b) => a - b);
  const at = (line: Line, epoch: number): string => {
    const value = line.points.find(([one]) => one === epoch)?.[1];
    return value === undefined ? '–' : show(value);
  };
  return (
    <details>
      <summary class="small">The numbers</summary>
      <Table
        kind="numbers"
        label={`${title}, as a table`}
        corner="Epoch"
        columns={lines.map((line) => line.name)}
        rows={epochs.map((epoch) => ({ name: String(epoch), cells: lines.map((line) => at(line, epoch)) }))}
      />
    </details>
  );
}
