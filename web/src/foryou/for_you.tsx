// For you: what goes with a listener's own songs, artists they do not know yet, and what they have not heard for long.
// What is shown stays while hearts are given; the next visit asks anew.
import { getListener, recommend } from '../api/calls';
import { ApiError } from '../api/client';
import type { RecommendedSong } from '../api/types';
import { useLoad } from '../api/use_load';
import { play } from '../player/player';
import { counted } from '../parts/counted';
import { Cover } from '../parts/cover';
import { Heart } from '../parts/heart';
import { Icon, IconButton } from '../parts/icon';
import { Empty, Failure, Skeleton } from '../parts/states';
import { kDefaults, toBody, toParams, type Query } from '../query/query';
import { addToList, hidden, saveAsList, trackOf } from '../song/actions';
import { factsOf, openSong } from '../song/detail';
import { useLibrary } from '../state/library';
import { listener, useHearts } from '../state/listener';
import { formatRoute } from '../state/route';
import { useStore } from '../state/store';
import '../styles/foryou.css';

const kSongs = 12;

interface Shelf {
  name: string;
  says: string;
  /** What is said where there is nothing to show. */
  empty: string;
  query: Partial<Query>;
}

const kShelves: Shelf[] = [
  {
    name: 'Goes with your songs',
    says: 'Songs you have not played, by what you play and what has a heart.',
    empty: 'You have played everything that is here.',
    query: {},
  },
  {
    name: 'New artists',
    says: 'The same, by artists of whom you have played nothing.',
    empty: 'You have played every artist of this library.',
    query: { discover: 1, artist_cap: 1 },
  },
  {
    name: 'Rediscover',
    says: 'What you liked and have not heard for three months.',
    empty: 'Nothing yet: what you like and do not hear for three months comes back here.',
    query: { rediscover: true },
  },
];

/** Nobody has liked anything, or nothing of it is here any more. */
const isUnknown = (error: unknown): boolean => error instanceof ApiError && error.status === 404;

export function ForYou() {
  const hearts = useHearts();
  const name = useStore(listener);
  const liked = hearts?.size ?? 0;
  return (
    <>
      <header class="view-head">
        <div>
          <h1>For you</h1>
          <p>
            {name === 'me' || name === ''
              ? 'By what you have played and loved'
              : `By what ${name} has played and loved`}
            {liked > 0 && `, ${counted(liked, 'heart')} among it`}. Nothing of it leaves this machine.
          </p>
        </div>
      </header>
      {name === '' && <Skeleton lines={4} height="4rem" />}
      {name !== '' && <Shelves key={name} name={name} />}
    </>
  );
}

function Shelves({ name }: { name: string }) {
  // Who has played and loved nothing has nothing to ask by.
  const known = useLoad(`known ${name}`, () =>
    getListener(name).then(
      (page) => page.songs.length,
      () => 0,
    ),
  );
  const first = useLoad(known.data ? `shelf ${name}` : undefined, (signal) =>
    ask(name, kShelves[0]?.query ?? {}, signal),
  );
  if (known.data === 0 || (first.error && isUnknown(first.error))) return <NothingLiked name={name} />;
  if (first.error) return <Failure error={first.error} retry={first.reload} />;
  if (!first.data) return <Skeleton lines={6} height="4rem" />;
  return (
    <>
      {kShelves.map((shelf, i) => (
        <ShelfOf key={shelf.name} name={name} shelf={shelf} known={i === 0 ? first.data?.songs : undefined} />
      ))}
    </>
  );
}

const queryOf = (name: string, part: Partial<Query>): Query => ({ ...kDefaults, n: kSongs, ...part, listener: name });
const ask = (name: string, part: Partial<Query>, signal: AbortSignal) => recommend(toBody(queryOf(name, part)), signal);

function NothingLiked({ name }: { name: string }) {
  const library = useLibrary();
  // Without files nothing can be played.
  const how = library?.own_files === 0 ? 'Give a few songs' : 'Play some songs to their middle, or give a few';
  return (
    <Empty>
      <p>{how} a heart: from then on there is something for you here.</p>
      <p class="quiet small">
        What you heard elsewhere counts too: <code>leitmotif taste import FILE --for {name}</code> reads the exports of
        ListenBrainz, Last.fm, Spotify and others.
      </p>
      <a class="button" href={formatRoute('music')}>
        Your music
      </a>
    </Empty>
  );
}

interface ShelfProps {
  name: string;
  shelf: Shelf;
  known: RecommendedSong[] | undefined;
}

function ShelfOf({ name, shelf, known }: ShelfProps) {
  const gone = useStore(hidden);
  const asked = useLoad(known ? undefined : `shelf ${name} ${shelf.name}`, (signal) => ask(name, shelf.query, signal));
  const all = known ?? asked.data?.songs ?? [];
  const songs = all.filter((song) => !gone.songs.has(song.id) && !gone.artists.has(song.artist));
  const heard = songs.filter((song) => song.playable);
  return (
    <section class="stack block shelf" aria-label={shelf.name} aria-busy={asked.loading}>
      <div class="answer-head">
        <div>
          <h2>{shelf.name}</h2>
          <p class="quiet small">{shelf.says}</p>
        </div>
        {songs.length > 0 && (
          <div class="row">
            {heard.length > 0 && (
              <button type="button" class="button slim" onClick={() => play(heard.map(trackOf))}>
                <Icon name="play" /> Play
              </button>
            )}
            <button type="button" class="button slim" onClick={() => saveAsList(songs.map((song) => song.id))}>
              Save as playlist
            </button>
            <a class="button slim plain" href={formatRoute('recommend', toParams(queryOf(name, shelf.query)))}>
              Refine
            </a>
          </div>
        )}
      </div>
      {!known && !asked.data && !asked.error && <Skeleton lines={4} height="4rem" />}
      {asked.error && !isUnknown(asked.error) && <Failure error={asked.error} retry={asked.reload} />}
      {(asked.error ? isUnknown(asked.error) : (known ?? asked.data) && songs.length === 0) && (
        <p class="quiet">{shelf.empty}</p>
      )}
      <ul class="shelf-songs">
        {songs.map((song) => (
          <Card key={song.id} song={song} onPlay={() => play(heard.map(trackOf), heard.indexOf(song))} />
        ))}
      </ul>
    </section>
  );
}

function Card({ song, onPlay }: { song: RecommendedSong; onPlay: () => void }) {
  return (
    <li class="shelf-song">
      {song.playable ? (
        <button type="button" class="shelf-play" aria-label={`Play ${song.title}`} title="Play" onClick={onPlay}>
          <Cover id={song.id} size={96} />
          <Icon name="play" />
        </button>
      ) : (
        <span class="shelf-play">
          <Icon name="music" />
        </span>
      )}
      <div class="shelf-name">
        <button type="button" class="link-button title" onClick={() => openSong(song)}>
          {song.title}
        </button>
        <p class="quiet small">{[song.artist, factsOf(song)].filter(Boolean).join(' · ')}</p>
        {song.why[0] && <p class="quiet small why-line">{song.why[0]}</p>}
      </div>
      <div class="row">
        <Heart id={song.id} title={song.title} />
        <IconButton icon="add" name={`Add ${song.title} to a playlist`} onClick={() => addToList(song)} />
      </div>
    </li>
  );
}
