// One search box for everything: titles, artists, albums, lines of lyrics; also wishes and views by their names.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { afterPause } from '../api/after_pause';
import { findSongs, getAlbums, getArtists } from '../api/calls';
import type { AlbumLine, ArtistLine, FoundSong } from '../api/types';
import { asApiError } from '../api/use_load';
import { Cover } from '../parts/cover';
import { Icon } from '../parts/icon';
import { openSong } from '../song/detail';
import { trackOf } from '../song/actions';
import { play } from '../player/player';
import { closeDialog, closing, dialog, openDialog, type OpenDialog } from '../state/dialogs';
import { navigate } from '../state/route';
import '../styles/search.css';

const kPauseMs = 120;
const kSongs = 12;
const kNames = 4;

/** `/`, Ctrl-K and `?`, wherever nothing is being typed. */
export function searchKey(event: KeyboardEvent): boolean {
  const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
  const at = event.target instanceof HTMLElement ? event.target : undefined;
  if (isAhead(event)) return true;
  const isTyping = at !== undefined && at.closest('input, textarea, select, [contenteditable]') !== null;
  if (event.key === '?' && !isTyping && !isCommand) {
    openKeys();
    return true;
  }
  if (!isCommand && (event.key !== '/' || isTyping || event.ctrlKey || event.altKey || event.metaKey)) return false;
  openSearch();
  return true;
}

const kKeys: [string, string][] = [
  ['/ or Ctrl-K', 'search'],
  ['space', 'play or pause'],
  ['← →', 'five seconds back or on'],
  ['Shift-← Shift-→', 'the song before or the next'],
  ['m', 'silence'],
  ['↑ ↓', 'from song to song in an answer'],
  ['Alt-↑ Alt-↓', 'move a song of a playlist'],
  ['?', 'these keys'],
];

const openKeys = (): void =>
  openDialog({
    title: 'Keys',
    content: () => (
      <dl class="keys">
        {kKeys.map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    ),
  });

/** What is typed after the key that opens the search and before its field is there, which takes a moment. */
let ahead: { opened: OpenDialog; typed: string } | undefined;

function isAhead(event: KeyboardEvent): boolean {
  if (!ahead || ahead.opened !== dialog.get() || [...event.key].length !== 1) return false;
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  ahead.typed += event.key;
  return true;
}

function openSearch(): void {
  const opened = { title: 'Search', wide: true, content: () => <Finder /> };
  ahead = { opened, typed: '' };
  openDialog(opened);
}

export const Search = () => (
  <button type="button" class="search-button" aria-label="Search" onClick={openSearch} aria-keyshortcuts="/ Control+K">
    <Icon name="search" />
    <span class="long">Search</span>
    <kbd class="long" aria-hidden="true">
      /
    </kbd>
  </button>
);

interface Hits {
  words: string;
  songs: FoundSong[];
  total: number;
  corrected: string | undefined;
  albums: AlbumLine[];
  artists: ArtistLine[];
}

interface Row {
  key: string;
  name: string;
  about: string;
  line?: string | undefined;
  song: number;
  open: () => void;
}

function rowsOf(hits: Hits): Row[] {
  const rows: Row[] = [];
  const show = (params: Record<string, string>) => () => {
    closeDialog();
    navigate('music', new URLSearchParams(params));
  };
  for (const artist of hits.artists)
    rows.push({
      key: `artist ${artist.artist}`,
      name: artist.artist,
      about: 'artist',
      song: artist.song,
      open: show({ artist: artist.artist }),
    });
  for (const album of hits.albums)
    rows.push({
      key: `album ${album.album} ${album.song}`,
      name: album.album,
      about: `album by ${album.artist}`,
      song: album.song,
      open: show({ album: album.album, album_of: String(album.song) }),
    });
  for (const song of hits.songs)
    rows.push({
      key: `song ${song.id}`,
      name: song.title,
      about: [song.artist, song.album].filter(Boolean).join(' · '),
      line: song.line,
      song: song.id,
      open: () => openSong(song),
    });
  return rows;
}

function useHits(words: string): { hits: Hits | undefined; trouble: string } {
  const [hits, setHits] = useState<Hits>();
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    const wanted = words.trim();
    if (wanted === '') {
      setHits(undefined);
      return;
    }
    return afterPause(
      kPauseMs,
      (signal) =>
        Promise.all([
          findSongs(wanted, kSongs, 0, signal),
          getAlbums(wanted, kNames, 0, signal),
          getArtists(wanted, kNames, 0, signal),
        ]),
      ([songs, albums, artists]) => {
        setTrouble('');
        setHits({
          words: wanted,
          songs: songs.songs,
          total: songs.total,
          corrected: songs.corrected,
          albums: albums.albums,
          artists: artists.artists,
        });
      },
      (error) => setTrouble(asApiError(error).message),
    );
  }, [words]);
  return { hits, trouble };
}

function Finder() {
  const id = useId();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { hits, trouble } = useHits(words);
  const rows = hits ? rowsOf(hits) : [];
  useEffect(() => input.current?.focus(), []);
  useEffect(() => setActive(0), [hits]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && rows.length > 0) {
      event.preventDefault();
      setActive((active + move + rows.length) % rows.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      rows[active]?.open();
    } else if (event.key === 'Escape') {
      // The browser's own search field would only be emptied.
      event.preventDefault();
      closeDialog();
    }
  };
  const note = !hits
    ? 'Typing errors are forgiven. ↑ and ↓ choose, Enter opens.'
    : rows.length === 0
      ? `Nothing has “${hits.words}”.`
      : `${hits.total.toLocaleString('en')} ${hits.total === 1 ? 'song' : 'songs'} found`;
  return (
    <div class="finder stack">
      <label class="unseen" for={id}>
        Title, artist, album or a line
      </label>
      <input
        id={id}
        ref={input}
        class="input"
        type="search"
        // Opening the dialog would give the focus to its first button.
        autofocus
        role="combobox"
        autocomplete="off"
        aria-expanded={rows.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={rows.length > 0 ? `${id}-${active}` : undefined}
        placeholder="Title, artist, album or a line"
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
        onFocus={() => {
          if (ahead?.typed) setWords(ahead.typed);
          ahead = undefined;
        }}
        onKeyDown={onKeyDown}
      />
      <p class="quiet small" role="status">
        {trouble || note}
        {hits?.corrected && ` for “${hits.corrected}”, the nearest to what you typed`}
      </p>
      <ul id={`${id}-list`} role="listbox" aria-label="Found" ref={list} hidden={rows.length === 0}>
        {rows.map((row, i) => (
          <li
            key={row.key}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            onClick={row.open}
            onMouseMove={() => setActive(i)}
          >
            <Cover id={row.song} size={64} lazy />
            <span>
              <strong>{row.name}</strong> <span class="quiet">{row.about}</span>
              {row.line && <span class="quiet small found-line">“{row.line}”</span>}
            </span>
          </li>
        ))}
      </ul>
      {hits && hits.songs.length > 0 && (
        <div class="row">
          <button
            type="button"
            class="button slim"
            onClick={closing(() => navigate('music', new URLSearchParams({ q: hits.corrected ?? hits.words })))}
          >
            Show all songs
          </button>
          <button
            type="button"
            class="button slim"
            hidden={!hits.songs.some((song) => song.playable)}
            onClick={closing(() => play(hits.songs.filter((song) => song.playable).map(trackOf)))}
          >
            Play these
          </button>
        </div>
      )}
    </div>
  );
}
