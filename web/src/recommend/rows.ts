// How the rows of an answer look, and how one walks through them by keyboard.
import { createStore } from '../state/store';

export type RowForm = 'full' | 'short';
const kKey = 'leitmotif.rows';

/** Full rows say why a song is there; short ones put many songs on a screen. Kept in this browser. */
export const rows = createStore<RowForm>(localStorage.getItem(kKey) === 'short' ? 'short' : 'full');
rows.watch((form) => localStorage.setItem(kKey, form));

const kTitles = '.results .title';
const titles = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(kTitles)];

/** Puts the focus on the first song, past everything that a question is made of. */
export function firstSong(event: Event): void {
  event.preventDefault();
  titles()[0]?.focus();
}

/** Arrow up and down go from one song to the next. */
export function walk(event: KeyboardEvent): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const all = titles();
  const row = event.target instanceof Element ? event.target.closest('.result') : null;
  const place = all.findIndex((title) => row?.contains(title));
  const next = place < 0 ? undefined : all[place + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
