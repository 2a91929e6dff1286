// Where the coloured words are while the text changes under them.
import type { Span } from '../api/types';

export interface Piece {
  text: string;
  topic?: string;
  word?: string;
}

/** The text cut at the spans. Spans that overlap or lie outside are left out. */
export function cut(text: string, spans: Span[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.begin - b.begin)) {
    if (span.begin < at || span.end > text.length || span.end <= span.begin) continue;
    if (span.begin > at) pieces.push({ text: text.slice(at, span.begin) });
    pieces.push({ text: text.slice(span.begin, span.end), topic: span.topic, word: span.word });
    at = span.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/**
 * The spans of `before` where they are in `after`, which is `before` with one stretch replaced: those in front stay,
 * those behind move along, those touched are dropped.
 */
export function shifted(spans: Span[], before: string, after: string): Span[] {
  if (before === after) return spans;
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < least - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const move = after.length - before.length;
  return spans.flatMap((span) => {
    if (span.end < head || (span.end === head && head === before.length)) return [span];
    if (span.begin >= before.length - tail) return [{ ...span, begin: span.begin + move, end: span.end + move }];
    return [];
  });
}
