// Which songs of the library the address asks for, and what their order is called.
import type { Browse } from '../api/calls';

/** Ways into the songs that people look for. */
export const kShelves: Record<string, { name: string; browse: Browse }> = {
  all: { name: 'All songs', browse: {} },
  new: { name: 'Recently added', browse: { sort: 'added', descending: 'true' } },
  unread: { name: 'Without words', browse: { read: 'false' } },
  guessed: { name: 'Guessed topics', browse: { guessed: 'true' } },
  corrected: { name: 'Corrected', browse: { corrected: 'true' } },
  unnamed: { name: 'Artist not known', browse: { named: 'false' } },
  gone: { name: 'Files gone', browse: { gone: 'true' } },
};

export function browseOf(params: URLSearchParams): Browse {
  const value = (name: string) => params.get(name) || undefined;
  const shelf = kShelves[params.get('shelf') ?? 'all'] ?? { name: '', browse: {} };
  const chosen = {
    q: value('q'),
    artist: value('artist'),
    album: value('album'),
    album_of: value('album_of'),
    genre: value('genre'),
    topic: value('topic'),
    years: value('years'),
  };
  const sort = value('sort') ?? shelf.browse.sort ?? (chosen.q ? undefined : chosen.album ? 'album' : 'artist');
  return { ...shelf.browse, ...chosen, sort, descending: value('descending') ?? shelf.browse.descending };
}

/** The orders that songs can be shown in: what is sent, and what it is called. */
export function ordersOf(browse: Browse): [string, string][] {
  const orders: [string, string][] = [
    ['title', 'By title'],
    ['artist', 'By artist'],
    ['album', browse.album ? 'By disc and track' : 'By album'],
    ['year', 'By year'],
    ['genre', 'By genre'],
    ['topic', 'By topic'],
    ['added', 'As they came in'],
  ];
  return browse.q ? [['', 'By best match'], ...orders] : orders;
}

/** The other direction of an order, as the address says it; empty: the one it has anyway. */
export function turned(browse: Browse, params: URLSearchParams): string {
  const usual = kShelves[params.get('shelf') ?? 'all']?.browse.descending === 'true';
  const next = browse.descending !== 'true';
  return next === usual ? '' : String(next);
}
