// The lyric beside the sound: which line is sung, and its words in the colours of what they speak for.
import type { LyricSpan, SungLyric, TimedLine } from '../api/types';
import { cut, type Piece } from '../read/spans';

/** The place of the line that is sung at a time; -1 before the first. Lines without a time go with the one before. */
export function lineAt(lines: readonly TimedLine[], ms: number): number {
  let place = -1;
  for (const [i, line] of lines.entries()) {
    if (line.at_ms === null) continue;
    if (line.at_ms > ms) break;
    place = i;
  }
  return place;
}

/** How many UTF-16 units of a line have been sung; all of them when its words have no times. */
export function sungUnits(line: TimedLine, ms: number): number {
  if (line.words.length === 0) return line.text.length;
  const next = line.words.find((word) => word.at_ms > ms);
  return next ? next.begin : line.text.length;
}

/** Each line cut at its coloured words. */
export function colouredLines(lyric: Pick<SungLyric, 'lines' | 'spans'>): Piece[][] {
  let begin = 0;
  return lyric.lines.map((line) => {
    const end = begin + line.text.length;
    const inside: LyricSpan[] = lyric.spans
      .filter((span) => span.begin >= begin && span.end <= end)
      .map((span) => ({ ...span, begin: span.begin - begin, end: span.end - begin }));
    begin = end + 1;
    return cut(line.text, inside);
  });
}
