// Who listens on this page: hearts, plays and skips are kept under that name, and answers can be made for it.
import { useEffect } from 'preact/hooks';
import { addHeart, addPlay, dropHeart, getListener, getMe, type PlayKind } from '../api/calls';
import { returns } from '../api/client';
import { inOrder, underWay } from '../api/in_order';
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

function setHeart(songs: ReadonlySet<SongId>, song: SongId, on: boolean): ReadonlySet<SongId> {
  const next = new Set(songs);
  if (on) next.add(song);
  else next.delete(song);
  return next;
}

/** Gives a song a heart, or takes it back. */
export async function toggleHeart(song: SongId): Promise<void> {
  const before = hearts.get();
  if (!before) return;
  const on = !before.has(song);
  hearts.set(setHeart(before, song, on));
  const who = listener.get();
  const key = `heart ${who} ${song}`;
  const work = () => inOrder(key, () => (on ? addHeart(who, song) : dropHeart(who, song)));
  if (await attempt('The heart was not kept', work)) return;
  // Only this one is put back: others may have got theirs meanwhile, and so may this one by a later press.
  if (listener.get() === who && !underWay(key)) hearts.set(setHeart(hearts.get() ?? before, song, !on));
}

/** Keeps that a song was played or skipped; nothing of that is worth a message when it fails. */
export function notePlay(song: SongId, kind: PlayKind): void {
  if (apart.get() || hearts.get() === undefined) return;
  addPlay(listener.get(), song, kind).catch(() => undefined);
}
