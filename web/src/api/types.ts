// What the service takes and gives, by the names the page uses. The forms themselves come from the service's own
// tables: see generated.ts.
import type { Job, NamedMood, WordSpan } from './generated';

export type * from './generated';

export type SongId = number;
export type Mood = NamedMood;
/** A word where it stands in the text that was sent: offsets in UTF-16 units. */
export type Span = WordSpan;
export type JobState = Job['state'];
