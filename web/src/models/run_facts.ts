// What is said of trainings, without anything that draws.
import type { Run } from '../api/types';
import type { Row } from '../parts/table';
import { asPercent } from './scores';

const kMinute = 60;
const kHour = 3600;

/** "3.2 s", "4 min 10 s", "2 h 5 min". */
export function durationOf(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < kMinute) return `${whole} s`;
  if (whole < kHour) return `${Math.floor(whole / kMinute)} min ${whole % kMinute} s`;
  return `${Math.floor(whole / kHour)} h ${Math.floor((whole % kHour) / kMinute)} min`;
}

/** "2026-11-28 16:30" of "2026-11-28T16:30:12Z". */
export const whenOf = (time: string): string => time.slice(0, 16).replace('T', ' ');

const accuracy = (name: string, values: (number | null)[]): Row => {
  const known = values.filter((value) => value !== null);
  const most = Math.max(...known);
  const best = known.length > 1 && new Set(known).size > 1 ? values.indexOf(most) : undefined;
  return { name, cells: values.map((value) => (value === null ? '–' : asPercent(value))), best };
};

/** The scores of some trainings, and what they differ in: options, data, songs, time. */
export function differences(runs: Run[]): Row[] {
  const scores = [
    accuracy(
      'validation accuracy',
      runs.map((run) => run.validation_accuracy),
    ),
    accuracy(
      'test accuracy',
      runs.map((run) => run.test_accuracy),
    ),
    accuracy(
      'accuracy over folds',
      runs.map((run) => run.fold_accuracy),
    ),
  ].filter((row) => row.cells.some((value) => value !== '–'));
  const names = [...new Set(runs.flatMap((run) => Object.keys(run.settings)))].sort();
  const facts: Row[] = [
    { name: 'model', cells: runs.map((run) => run.model) },
    { name: 'data', cells: runs.map((run) => run.data) },
    { name: 'songs', cells: runs.map((run) => run.songs.toLocaleString('en')) },
    ...names.map((name) => ({ name: `--${name}`, cells: runs.map((run) => run.settings[name] ?? 'the usual') })),
  ].filter((row) => new Set(row.cells).size > 1);
  return [...scores, ...facts, { name: 'time', cells: runs.map((run) => durationOf(run.seconds)) }];
}
