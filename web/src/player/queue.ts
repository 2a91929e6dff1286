// What will be played, in which order: pure functions over a list and a place in it.
import type { SongId } from '../api/types';

/** What the player needs to know of a song. */
export interface Track {
  id: SongId;
  title: string;
  artist: string;
  album?: string | undefined;
}

export type Repeat = 'none' | 'all' | 'one';

export interface Queue {
  tracks: Track[];
  /** Place of the track that plays; -1: none. */
  at: number;
}

export const kEmpty: Queue = { tracks: [], at: -1 };

export const current = (queue: Queue): Track | undefined => queue.tracks[queue.at];

/** Plays these from `at` on, instead of what was there. */
export const replaced = (tracks: Track[], at = 0): Queue => ({
  tracks,
  at: tracks.length === 0 ? -1 : Math.min(Math.max(0, at), tracks.length - 1),
});

export const withNext = (queue: Queue, track: Track): Queue => ({
  tracks: [...queue.tracks.slice(0, queue.at + 1), track, ...queue.tracks.slice(queue.at + 1)],
  at: Math.max(queue.at, 0),
});

export const withLast = (queue: Queue, tracks: Track[]): Queue => ({
  tracks: [...queue.tracks, ...tracks],
  at: queue.at < 0 && tracks.length > 0 ? 0 : queue.at,
});

/** Without the track at a place; what plays goes on, or the next one does when it was that. */
export function without(queue: Queue, place: number): Queue {
  if (place < 0 || place >= queue.tracks.length) return queue;
  const tracks = queue.tracks.filter((_, i) => i !== place);
  const at = place < queue.at ? queue.at - 1 : queue.at;
  return { tracks, at: Math.min(at, tracks.length - 1) };
}

/** The place after this one when it ended by itself (`asked` false) or was passed over; -1: nothing more. */
export function nextPlace(queue: Queue, repeat: Repeat, asked: boolean): number {
  if (queue.at < 0) return -1;
  if (repeat === 'one' && !asked) return queue.at;
  if (queue.at + 1 < queue.tracks.length) return queue.at + 1;
  return repeat === 'none' ? -1 : 0;
}

/** The tracks behind the playing one in another order, decided by `random` (0..1, as Math.random). */
export function shuffled(queue: Queue, random: () => number): Queue {
  const rest = queue.tracks.slice(queue.at + 1);
  for (let i = rest.length - 1; i > 0; i -= 1) {
    const k = Math.floor(random() * (i + 1));
    const [a, b] = [rest[i], rest[k]];
    if (a && b) [rest[i], rest[k]] = [b, a];
  }
  return { tracks: [...queue.tracks.slice(0, queue.at + 1), ...rest], at: queue.at };
}

/** "3:07", "1:02:03"; nothing known: "–:––". */
export function clock(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return '–:––';
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** The same in words, for screen readers. */
export function clockWords(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return 'not known';
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)} minutes ${whole % 60} seconds`;
}
