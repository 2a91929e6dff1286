// One's own music: songs, albums and artists, sorted and filtered, however many there are.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { browseSongs, getAlbums, getArtists } from '../api/calls';
import type { AlbumLine, ArtistLine, FoundSong } from '../api/types';
import { useLoad } from '../api/use_load';
import { counted } from '../parts/counted';
import { Cover } from '../parts/cover';
import { Heart } from '../parts/heart';
import { Icon, IconButton } from '../parts/icon';
import { Empty, Failure, Skeleton } from '../parts/states';
import { VirtualList } from '../parts/virtual';
import { clock, withLast } from '../player/queue';
import { play, queue } from '../player/player';
import { askWhatToDo, saveAsList, songChanges, trackOf } from '../song/actions';
import { openSong } from '../song/detail';
import { useLibrary, useTopics } from '../state/library';
import { attempt } from '../state/messages';
import { formatRoute, navigate, useRoute } from '../state/route';
import { useStore } from '../state/store';
import { isTopic } from '../topics/colours';
import { browseOf, kShelves, ordersOf, turned } from './browse';
import '../styles/music.css';

const kTabs = { songs: 'Songs', albums: 'Albums', artists: 'Artists' } as const;
type Tab = keyof typeof kTabs;

const kNarrow = matchMedia('(max-width: 60rem)');
const kMostPlayed = 1000;

export function Music() {
  const { params } = useRoute();
  const tab = (Object.keys(kTabs) as Tab[]).find((name) => name === params.get('show')) ?? 'songs';
  const set = (change: Record<string, string>, replace = false) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    navigate('music', next, replace);
  };
  return (
    <>
      <header class="view-head">
        <div>
          <h1>Your music</h1>
        </div>
        <nav class="tabs" aria-label="What to show">
          {(Object.keys(kTabs) as Tab[]).map((name) => (
            <a
              key={name}
              href={formatRoute('music', new URLSearchParams(name === 'songs' ? {} : { show: name }))}
              aria-current={name === tab ? 'page' : undefined}
            >
              {kTabs[name]}
            </a>
          ))}
        </nav>
      </header>
      {tab === 'songs' && <Songs params={params} set={set} />}
      {tab === 'albums' && <Albums />}
      {tab === 'artists' && <Artists />}
    </>
  );
}

interface SongsProps {
  params: URLSearchParams;
  /** `replace` leaves no step for the back button. */
  set: (change: Record<string, string>, replace?: boolean) => void;
}

function Songs({ params, set }: SongsProps) {
  const changes = useStore(songChanges);
  const facts = useLibrary();
  const browse = useMemo(() => browseOf(params), [params.toString()]);
  const name = JSON.stringify([browse, changes, facts?.generation]);
  const first = useLoad(name, (signal) => browseSongs(browse, 1, 0, signal));
  const narrow = useMatch(kNarrow);
  const total = first.data?.total ?? 0;
  const ofAlbum = browse.album !== undefined && browse.sort === 'album';
  const all = async () => (await browseSongs(browse, kMostPlayed, 0)).songs;
  const playAll = () =>
    attempt('Nothing is played', async () => play((await all()).filter((one) => one.playable).map(trackOf)));
  /** This song at once, and those that follow it in the list as soon as they are known. */
  const playFrom = async (song: FoundSong, place: number) => {
    play([trackOf(song)]);
    const rest = (await browseSongs(browse, kMostPlayed, place + 1)).songs.filter((one) => one.playable);
    if (rest.length > 0) queue.set(withLast(queue.get(), rest.map(trackOf)));
  };
  const saveAll = () => attempt('Nothing was saved', async () => saveAsList((await all()).map((song) => song.id)));
  return (
    <>
      <Filters params={params} set={set} />
      <div class="row music-head">
        <p role="status">
          <strong>{first.data ? counted(total, 'song') : '\u00a0'}</strong>
          {first.data?.corrected && ` for “${first.data.corrected}”, the nearest to what you typed`}
        </p>
        {(facts?.own_files ?? 0) > 0 && (
          <button type="button" class="button slim" disabled={total === 0} onClick={() => void playAll()}>
            <Icon name="play" /> Play
          </button>
        )}
        <button type="button" class="button slim plain" disabled={total === 0} onClick={() => void saveAll()}>
          Save as playlist
        </button>
      </div>
      {first.data?.from_songbook && (
        <p class="notice">
          Your library is empty; these are the songs that come along.{' '}
          <a href={formatRoute('library')}>Bring in yours.</a>
        </p>
      )}
      {first.error && <Failure error={first.error} retry={first.reload} />}
      {!first.data && !first.error && <Skeleton lines={10} height="3rem" />}
      {first.data && total === 0 && (
        <Empty>
          <p>No song is like that.</p>
          <a class="button" href={formatRoute('music')}>
            Show all songs
          </a>
        </Empty>
      )}
      {total > 0 && (
        <VirtualList<FoundSong>
          label="Songs"
          name={name}
          total={total}
          height={narrow ? 60 : 48}
          load={async (limit, offset, signal) => (await browseSongs(browse, limit, offset, signal)).songs}
          row={(song, place) => (
            <SongRow song={song} set={set} playFrom={() => void playFrom(song, place)} ofAlbum={ofAlbum} />
          )}
        />
      )}
    </>
  );
}

function useMatch(query: MediaQueryList): boolean {
  const [matches, setMatches] = useState(query.matches);
  useEffect(() => {
    const tell = () => setMatches(query.matches);
    query.addEventListener('change', tell);
    return () => query.removeEventListener('change', tell);
  }, [query]);
  return matches;
}

interface RowProps {
  song: FoundSong;
  set: SongsProps['set'];
  playFrom: () => void;
  ofAlbum: boolean; // all songs shown are of one album, in its order
}

/** An artist or album that leads to its songs; an empty place where nobody is named. */
function Named({ name, place, onClick }: { name: string; place: string; onClick: () => void }) {
  if (name === '') return <span class={place} />;
  return (
    <button type="button" class={`link-button quiet ${place}`} onClick={onClick}>
      {name}
    </button>
  );
}

const placeOnAlbum = (song: FoundSong) => `track ${song.track}${song.disc ? ` of disc ${song.disc}` : ''}`;

function SongRow({ song, set, playFrom, ofAlbum }: RowProps) {
  return (
    <div class={song.gone ? 'song-row gone' : 'song-row'}>
      {song.playable ? <IconButton icon="play" name={`Play ${song.title}`} onClick={playFrom} /> : <span />}
      <div class="song-name">
        {ofAlbum && song.track && (
          <span class="quiet small number song-track" title={placeOnAlbum(song)}>
            {song.disc && song.disc > 1 ? `${song.disc}.${song.track}` : song.track}
          </span>
        )}
        <button type="button" class="link-button" onClick={() => openSong(song)}>
          {song.title}
        </button>
        {song.gone && <span class="chip guess">file gone</span>}
        {song.line && <span class="quiet small">“{song.line}”</span>}
      </div>
      <Named
        name={song.artist}
        place="song-artist"
        onClick={() => set({ artist: song.artist, album: '', album_of: '' })}
      />
      <Named
        name={song.album ?? ''}
        place="song-album"
        onClick={() => set({ album: song.album ?? '', album_of: String(song.id), artist: '' })}
      />
      <span class="quiet number song-year">{song.year}</span>
      <span
        class="song-topic small"
        data-topic={isTopic(song.topic) ? song.topic : undefined}
        title={song.corrected ? 'as you said' : song.inferred ? 'a guess: no words are known' : undefined}
      >
        {song.topic && <span class="dot" />}
        {song.topic}
        {song.inferred && <span class="quiet"> ?</span>}
      </span>
      <span class="quiet number song-length small">{song.length_ms ? clock(song.length_ms / 1000) : ''}</span>
      <Heart id={song.id} title={song.title} />
      <IconButton icon="actions" name={`What to do with ${song.title}`} onClick={() => askWhatToDo(song)} />
    </div>
  );
}

const kTypingMs = 200;

/** What is typed, asked for when the typing rests; an address from elsewhere is what stands there. */
function useWords(asked: string, ask: (words: string) => void): [string, (words: string) => void] {
  const [words, setWords] = useState(asked);
  const last = useRef(asked);
  useEffect(() => {
    if (asked === last.current) return;
    last.current = asked;
    setWords(asked);
  }, [asked]);
  useEffect(() => {
    const wanted = words.trim();
    if (wanted === last.current) return undefined;
    const timer = setTimeout(() => {
      last.current = wanted;
      ask(wanted);
    }, kTypingMs);
    return () => clearTimeout(timer);
  }, [words]);
  return [words, setWords];
}

function Filters({ params, set }: SongsProps) {
  const library = useLibrary();
  const { topics } = useTopics();
  const shelf = params.get('shelf') ?? 'all';
  const value = (name: string) => params.get(name) ?? '';
  const chosen = ['q', 'artist', 'album'].filter((name) => value(name) !== '');
  const [words, setWords] = useWords(value('q'), (q) => set({ q }, true));
  const shelves = Object.entries(kShelves).filter(([name]) => name !== 'gone' || (library?.gone ?? 0) > 0);
  const browse = browseOf(params);
  const down = browse.descending === 'true';
  return (
    <div class="music-filters">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          set({ q: words.trim() });
        }}
      >
        <input
          class="input"
          type="search"
          aria-label="Find in your music"
          placeholder="Title, artist, album or a line"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </form>
      <Choice
        name="Shelf"
        value={shelf}
        options={shelves.map(([key, one]) => [key, one.name])}
        onChange={(next) => set({ shelf: next === 'all' ? '' : next })}
      />
      <Choice
        name="Topic"
        value={value('topic')}
        options={[['', 'Any topic'], ...topics.map((topic): [string, string] => [topic, topic])]}
        onChange={(topic) => set({ topic })}
      />
      <Choice
        name="Genre"
        value={value('genre')}
        options={[
          ['', 'Any genre'],
          ...(library?.genres ?? []).slice(0, 60).map((genre): [string, string] => [genre.name, genre.name]),
        ]}
        onChange={(genre) => set({ genre })}
      />
      <Choice
        name="Years"
        value={value('years')}
        options={[['', 'Any year'], ...decades(library?.years)]}
        onChange={(years) => set({ years })}
      />
      <Choice name="Sort by" value={browse.sort ?? ''} options={ordersOf(browse)} onChange={(sort) => set({ sort })} />
      <IconButton
        icon={down ? 'down' : 'up'}
        name={down ? 'Order backwards' : 'Order forwards'}
        pressed={down}
        onClick={() => set({ descending: turned(browse, params) })}
      />
      {chosen.length > 0 && (
        <ul class="row" aria-label="Chosen">
          {chosen.map((name) => (
            <li key={name} class="chip token">
              {name === 'q' ? `“${value(name)}”` : value(name)}
              <button
                type="button"
                aria-label={`Any ${name === 'q' ? 'words' : name}`}
                onClick={() => set(name === 'album' ? { album: '', album_of: '' } : { [name]: '' })}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function decades(years: { first: number; last: number } | null | undefined): [string, string][] {
  if (!years) return [];
  const options: [string, string][] = [];
  for (let year = Math.floor(years.last / 10) * 10; year >= Math.floor(years.first / 10) * 10; year -= 10)
    options.push([`${year}-${year + 9}`, `${year}s`]);
  return options.slice(0, 20);
}

interface ChoiceProps {
  name: string;
  value: string;
  options: [string, string][];
  onChange: (value: string) => void;
}

const Choice = ({ name, value, options, onChange }: ChoiceProps) => (
  <select class="input" aria-label={name} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
    {options.map(([key, text]) => (
      <option key={key} value={key}>
        {text}
      </option>
    ))}
  </select>
);

const Albums = () => (
  <Grid<AlbumLine>
    kind="album"
    page={async (limit, offset, signal) => {
      const { total, albums } = await getAlbums('', limit, offset, signal);
      return { total, lines: albums };
    }}
    tile={(album) => (
      <a
        class="tile"
        href={formatRoute('music', new URLSearchParams({ album: album.album, album_of: String(album.song) }))}
      >
        <Cover id={album.song} size={200} lazy />
        <strong>{album.album}</strong>
        <span class="quiet small">{[album.artist, album.year].filter(Boolean).join(' · ')}</span>
      </a>
    )}
  />
);

const songsBy = (artist: string) => new URLSearchParams(artist === '' ? { shelf: 'unnamed' } : { artist });

const Artists = () => (
  <Grid<ArtistLine>
    kind="artist"
    page={async (limit, offset, signal) => {
      const { total, artists } = await getArtists('', limit, offset, signal);
      return { total, lines: artists };
    }}
    tile={(artist) => (
      <a class="tile" href={formatRoute('music', songsBy(artist.artist))}>
        <Cover id={artist.song} size={200} lazy />
        <strong>{artist.artist || 'Nobody named'}</strong>
        <span class="quiet small">
          {[counted(artist.songs, 'song'), artist.albums > 0 && counted(artist.albums, 'album')]
            .filter(Boolean)
            .join(', ')}
        </span>
      </a>
    )}
  />
);

const kWidestTile = 190;
const kTileGap = 16;
const kTileText = 74;

/** How many tiles stand in a row, and how high it is. */
function tilesOf(): { columns: number; height: number } {
  const width = Math.min(innerWidth, 1664) - (innerWidth > 960 ? 300 : 32);
  const columns = Math.max(2, Math.floor(width / kWidestTile));
  const cover = Math.min(kWidestTile, (width - kTileGap * (columns - 1)) / columns);
  return { columns, height: Math.ceil(cover) + kTileText };
}

function useTiles(): { columns: number; height: number } {
  const [tiles, setTiles] = useState(tilesOf);
  useEffect(() => {
    const tell = () => setTiles(tilesOf());
    addEventListener('resize', tell);
    return () => removeEventListener('resize', tell);
  }, []);
  return tiles;
}

interface GridProps<Line> {
  kind: string;
  page: (limit: number, offset: number, signal: AbortSignal) => Promise<{ total: number; lines: Line[] }>;
  tile: (line: Line) => preact.ComponentChildren;
}

function Grid<Line>({ kind, page, tile }: GridProps<Line>) {
  const first = useLoad(`${kind}s`, (signal) => page(1, 0, signal));
  const { columns, height } = useTiles();
  if (first.error) return <Failure error={first.error} retry={first.reload} />;
  if (!first.data) return <Skeleton lines={6} height="6rem" />;
  const { total } = first.data;
  if (total === 0)
    return (
      <Empty>
        <p>No {kind} is known. They come from the tags of music files.</p>
        <a class="button" href={formatRoute('library')}>
          Scan a folder
        </a>
      </Empty>
    );
  const rows = Math.ceil(total / columns);
  return (
    <>
      <p class="music-head" role="status">
        <strong>{counted(total, kind)}</strong>
      </p>
      <VirtualList<Line[]>
        label={`${kind}s`}
        name={`${kind} ${columns} ${total}`}
        total={rows}
        height={height}
        load={async (limit, offset, signal) => {
          const { lines } = await page(Math.min(1000, limit * columns), offset * columns, signal);
          return Array.from({ length: Math.ceil(lines.length / columns) }, (_, i) =>
            lines.slice(i * columns, (i + 1) * columns),
          );
        }}
        row={(lines) => (
          <div class="tiles" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
            {lines.map((line) => tile(line))}
          </div>
        )}
      />
    </>
  );
}
