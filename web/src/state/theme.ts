// Light or dark: the machine's wish unless the person says otherwise.
import { createStore } from './store';
import type { Scheme } from '../topics/colours';

export type Theme = 'auto' | Scheme;
const kKey = 'leitmotif.theme';
const machine = matchMedia('(prefers-color-scheme: dark)');

const kept = localStorage.getItem(kKey);
export const theme = createStore<Theme>(kept === 'light' || kept === 'dark' ? kept : 'auto');

const schemeNow = (): Scheme => {
  const wish = theme.get();
  return wish === 'auto' ? (machine.matches ? 'dark' : 'light') : wish;
};
/** What is shown, for those who draw on a canvas. */
export const scheme = createStore<Scheme>(schemeNow());

function apply(): void {
  const wish = theme.get();
  if (wish === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = wish;
  scheme.set(schemeNow());
}

machine.addEventListener('change', apply);
theme.watch((wish) => {
  if (wish === 'auto') localStorage.removeItem(kKey);
  else localStorage.setItem(kKey, wish);
  apply();
});
apply();
