// Who listens on this page: hearts, plays and skips are kept under that name, and answers can be made for it.
import { useEffect } from 'preact/hooks';
import { addHeart, addPlay, dropHeart, getListener, getMe, type PlayKind } from '../api/calls';
import { returns } from '../api/client';
import type { SongId } from '../api/types';
import { createStore, useStore } from './store';
import { attempt } from './messages';

const kNameKey = 'leitmotif.listener';
const kNobody = 'me';

/** The name; empty until it is known. */
export const listener = createStore('');
/** Nothing of this session is kept. */
export const apart = createStore(false);
/** Songs with a heart; nothing while that is not known, or the service keeps none. */
export const hearts = createStore<ReadonlySet<SongId> | undefined>(undefined);

let asked = false;

async function load(): Promise<void> {
  if (listener.get() === '') {
    const chosen = localStorage.getItem(kNameKey);
    const name = chosen ?? ((await getMe().catch(() => undefined))?.name || kNobody);
    listener.set(name);
  }
  const known = await getListener(listener.get()).catch(() => undefined);
  hearts.set(known && new Set(known.songs.filter((song) => song.loved).map((song) => song.song)));
}

export function chooseListener(name: string): void {
  localStorage.setItem(kNameKey, name);
  listener.set(name);
  hearts.set(undefined);
  void load();
}

returns.watch(() => {
  asked = false;
});

export function useHearts(): ReadonlySet<SongId> | undefined {
  useEffect(() => {
    if (asked) return;
    asked = true;
    void load();
  }, []);
  return useStore(hearts);
}

/** Gives a song a heart, or takes it back. */
export async function toggleHeart(song: SongId): Promise<void> {
  const before = hearts.get();
  if (!before) return;
  const on = !before.has(song);
  const next = new Set(before);
  if (on) next.add(song);
  else next.delete(song);
  hearts.set(next);
  const work = () => (on ? addHeart(listener.get(), song) : dropHeart(listener.get(), song));
  if (!(await attempt('The heart was not kept', work))) hearts.set(before);
}

/** Keeps that a song was played or skipped; nothing of that is worth a message when it fails. */
export function notePlay(song: SongId, kind: PlayKind): void {
  if (apart.get() || hearts.get() === undefined) return;
  addPlay(listener.get(), song, kind).catch(() => undefined);
}
