import { describe as group, expect, it } from 'vitest';
import { byWhatToDo } from '../src/library/findings';
import { describe } from '../src/query/describe';
import { examplesFor, kExamples } from '../src/query/examples';
import type { Recommendation } from '../src/api/types';
import { kDefaults, type Query } from '../src/query/query';
import { boundary, fits, passedAs } from '../src/recommend/fits';
import { forPeople } from '../src/state/messages';

group('what is said of a question', () => {
  it('names wishes as they are called, whatever kind of word that is', () => {
    expect(describe({ ...kDefaults, about: ['sad'], text: 'trains' })).toBe('for “sad”, near your words');
    expect(describe({ ...kDefaults, about: ['night', 'calm'] })).toBe('for “night” and “calm”');
  });
});

group('what is offered to start from', () => {
  const names = (first: number, last: number) => examplesFor({ first, last }).map((example) => example.name);
  it('is nothing that the library has no song for', () => {
    expect(examplesFor(undefined)).toEqual(kExamples);
    expect(names(1968, 2022)).not.toContain('The fifties');
    expect(names(1968, 2022)).toContain('Before 1980, no swearing');
    expect(names(1959, 2022)).toContain('The fifties');
    expect(names(1990, 2022)).not.toContain('Before 1980, no swearing');
    expect(names(1990, 2022)).toContain('Love songs');
  });
});

group('what is doubtful about songs', () => {
  it('begins with what something can be done about', () => {
    const findings = [{ advice: 'nothing; it is as it is' }, { advice: 'scan again' }, { advice: 'nothing at all' }];
    expect(byWhatToDo(findings).map((one) => one.advice)).toEqual([
      'scan again',
      'nothing; it is as it is',
      'nothing at all',
    ]);
  });
});

group('what went wrong', () => {
  it('is told without the part of a request that it stood in', () => {
    expect(forPeople('body.name: there is a list already')).toBe('name: there is a list already');
    expect(forPeople('/tmp/body.csv: cannot open')).toBe('/tmp/body.csv: cannot open');
  });
});

group('the songs of an answer', () => {
  const answer = (...scores: number[]) =>
    ({
      fallback: false,
      passed: scores.length,
      songs: scores.map((score) => ({ score })),
    }) as unknown as Recommendation;
  const fitting = (query: Partial<Query>, ...scores: number[]) =>
    scores.filter((score, i) => fits(answer(...scores), { ...kDefaults, ...query }, score, i)).length;
  it('are what was wished for only when they say something of it', () => {
    expect(fitting({ about: ['love'] }, 0.9, 0.6, 0.2)).toBe(2);
    expect(fitting({ about: ['money'] }, 0.09, 0.08, 0.07), 'the best of little is little').toBe(0);
    expect(fitting({ about: ['money'], text: 'rain' }, 0.09, 0.08, 0.01), 'other scores are of other sizes').toBe(2);
    expect(fitting({ text: 'rain' }, 0.09, 0.01)).toBe(2);
  });
  it('are told of in words that hold', () => {
    expect(boundary({ ...kDefaults, about: ['money'] }, 0)).toBe('No song says much of it.');
    expect(boundary({ ...kDefaults, about: ['money'] }, 1)).toBe('1 song says much of it.');
    expect(passedAs({ ...kDefaults, topic: 'sadness' }, 1)).toBe('fits');
    expect(passedAs({ ...kDefaults, topic: 'sadness' }, 2)).toBe('fit');
  });
});
