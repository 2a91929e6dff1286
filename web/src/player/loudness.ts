// Loudness evened out between songs: louder ones are turned down, by what was measured when they were scanned.
import { getSong } from '../api/calls';
import type { SongId } from '../api/types';
import { createStore } from '../state/store';

/** The loudness that songs are brought to, as ReplayGain 2 and EBU R 128 for music have it. */
const kTargetLufs = -18;
/** Of songs that were not listened to: what most recordings have. */
const kTypicalLufs = -11;
const kKey = 'leitmotif.evened';

/** Whether loudness is evened out. */
export const evened = createStore(typeof localStorage === 'undefined' || localStorage.getItem(kKey) !== 'no');
evened.watch((on) => localStorage.setItem(kKey, on ? 'yes' : 'no'));

/** By what a song's volume is multiplied. A browser cannot play louder than it does, so quiet songs stay as they are. */
export const factorOf = (lufs: number | undefined): number =>
  Math.min(1, 10 ** ((kTargetLufs - (lufs ?? kTypicalLufs)) / 20));

const known = new Map<SongId, number | undefined>();
const kMostKnown = 2000;

/** What is known at once; `later` is called when more is. */
export function loudnessOf(song: SongId, later: () => void): number | undefined {
  if (known.has(song)) return known.get(song);
  if (known.size >= kMostKnown) known.clear();
  known.set(song, undefined);
  getSong(song).then(
    (detail) => {
      known.set(song, detail.sounds.find((sound) => sound.name === 'loudness_lufs')?.value);
      later();
    },
    () => known.delete(song),
  );
  return undefined;
}
