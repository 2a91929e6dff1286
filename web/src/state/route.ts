// The address bar: `#/view?name=value`, so that what is on the page can be shared and the back button works.
import { createStore, useStore } from './store';

export const kViews = [
  'recommend',
  'foryou',
  'music',
  'playlists',
  'library',
  'read',
  'map',
  'explore',
  'models',
  'runs',
  'playing',
] as const;
export type View = (typeof kViews)[number];

export interface Route {
  view: View;
  params: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const view = kViews.find((name) => name === path) ?? 'recommend';
  return { view, params: new URLSearchParams(search) };
}

export function formatRoute(view: View, params = new URLSearchParams()): string {
  const search = params.toString();
  return `#/${view}${search === '' ? '' : `?${search}`}`;
}

export const route = createStore<Route>(parseRoute(location.hash));
const readAddress = () => route.set(parseRoute(location.hash));
addEventListener('popstate', readAddress);
addEventListener('hashchange', readAddress);

export const useRoute = (): Route => useStore(route);

/** Goes there; `replace` leaves no step for the back button, for what changes with every key. */
export function navigate(view: View, params = new URLSearchParams(), replace = false): void {
  const address = formatRoute(view, params);
  if (address === location.hash) return;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  readAddress();
}
