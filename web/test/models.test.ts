import { expect, test } from 'vitest';
import type { Calibration, Run } from '../src/api/types';
import { verdict } from '../src/models/pictures';
import { differences, durationOf, whenOf } from '../src/models/run_facts';
import { placeOn, scaleOf, shortNumber, wholeScale } from '../src/models/scale';

test('an axis holds every value between round numbers', () => {
  expect(scaleOf([0.712, 0.804, 0.899])).toEqual({ least: 0.7, most: 0.9, ticks: [0.7, 0.75, 0.8, 0.85, 0.9] });
  expect(scaleOf([0, 3.1]).ticks).toEqual([0, 1, 2, 3, 4]);
  expect(scaleOf([5])).toEqual({ least: 4, most: 6, ticks: [4, 6] });
  expect(scaleOf([null, undefined, NaN])).toEqual({ least: 0, most: 1, ticks: [0, 1] });
  // Whatever the numbers, they lie inside, and there are neither none nor too many marks.
  let seed = 1;
  const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let i = 0; i < 2000; ++i) {
    const values = Array.from(
      { length: 1 + Math.floor(chance() * 5) },
      () => (chance() - 0.5) * 10 ** (chance() * 12 - 6),
    );
    const scale = scaleOf(values);
    const slack = 1e-6 * (scale.most - scale.least);
    expect(scale.least).toBeLessThanOrEqual(Math.min(...values) + slack);
    expect(scale.most).toBeGreaterThanOrEqual(Math.max(...values) - slack);
    expect(scale.ticks.length).toBeGreaterThan(1);
    expect(scale.ticks.length).toBeLessThan(9);
    expect(new Set(scale.ticks).size).toBe(scale.ticks.length);
  }
});

test('epochs are whole numbers from 1', () => {
  expect(wholeScale(1).ticks).toEqual([1, 2]);
  expect(wholeScale(5).ticks).toEqual([1, 2, 3, 4, 5]);
  expect(wholeScale(20).ticks).toEqual([1, 5, 9, 13, 17]);
  expect(placeOn({ least: 1, most: 5, ticks: [] }, 3, 100, 0)).toBe(50);
});

test('numbers have no more digits than a person reads', () => {
  expect(shortNumber(0.30000000000000004)).toBe('0.3');
  expect(shortNumber(12345)).toBe('12,345');
});

const bins = (...filled: [number, number, number][]): Calibration => ({
  ece: filled.reduce((sum, [songs, confidence, accuracy]) => sum + songs * Math.abs(confidence - accuracy), 0) / 100,
  negative_log_likelihood: 1,
  bins: Array.from({ length: 15 }, (_, i) => {
    const [songs = 0, confidence = 0, accuracy = 0] = filled[i] ?? [];
    return { songs, confidence, accuracy };
  }),
});

test('what is said of probabilities is what they show', () => {
  expect(verdict(bins([50, 0.4, 0.4], [50, 0.9, 0.9]))).toContain('taken at their word');
  expect(verdict(bins([100, 0.9, 0.6]))).toContain('too sure of itself');
  expect(verdict(bins([100, 0.6, 0.9]))).toContain('more often right');
  expect(verdict(bins([50, 0.5, 0.7], [50, 0.9, 0.7]))).toContain('too high in places and too low in others');
});

const run = (more: Partial<Run>): Run => ({
  run: '20261128-163012-logistic',
  started: '2026-11-28T16:30:12Z',
  command: 'leitmotif train logistic',
  model: 'logistic',
  data: 'songs.csv',
  data_sha256: 'a',
  id: 'b',
  songs: 900,
  seconds: 3.21,
  host: '',
  settings: {},
  validation_accuracy: 0.8,
  test_accuracy: null,
  fold_accuracy: null,
  folder: '',
  ...more,
});

test('two trainings side by side show what they differ in', () => {
  const rows = differences([
    run({ settings: { c: '2', seed: '1' }, test_accuracy: 0.7 }),
    run({ settings: { seed: '1' }, validation_accuracy: 0.85, seconds: 250 }),
  ]);
  expect(rows.map((row) => row.name)).toEqual(['validation accuracy', 'test accuracy', '--c', 'time']);
  expect(rows[0]).toEqual({ name: 'validation accuracy', cells: ['80 %', '85 %'], best: 1 });
  expect(rows[1]?.best).toBeUndefined();
  expect(rows[2]?.cells).toEqual(['2', 'the usual']);
  expect(rows[3]?.cells).toEqual(['3.2 s', '4 min 10 s']);
  expect(durationOf(7500)).toBe('2 h 5 min');
  expect(whenOf('2026-11-28T16:30:12Z')).toBe('2026-11-28 16:30');
});
