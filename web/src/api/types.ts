// What the service takes and gives, by the names the page uses. The forms themselves come from the service's own
// tables: see generated.ts.
import type { Job, NamedMood, SongHead, WordSpan } from './generated';

export type * from './generated';

export type SongId = number;
/** What a song is called, wherever more is not known yet. */
export type SongName = Pick<SongHead, 'id' | 'artist' | 'title'> & Partial<SongHead>;
export type Mood = NamedMood;
/** A word where it stands in the text that was sent: offsets in UTF-16 units. */
export type Span = WordSpan;
export type JobState = Job['state'];

/** Who listens, as far as the page uses it. */
export interface Listeners {
  listeners: { name: string; hearts: number }[];
}
export interface ListenerPage {
  name: string;
  songs: { song: SongId; loved: boolean }[];
}
