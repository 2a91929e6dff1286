// Map: every song in two dimensions. Songs that say similar things lie near each other.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { getMap, getSimilar, recommend } from '../api/calls';
import type { MapAnswer, SongName } from '../api/types';
import { useLoad } from '../api/use_load';
import { counted } from '../parts/counted';
import { Segments } from '../parts/fields';
import { SongPicker } from '../parts/song_picker';
import { Empty, Failure } from '../parts/states';
import { songName } from '../query/query';
import { moreLikeThis } from '../song/actions';
import { openSong } from '../song/detail';
import { asApiError } from '../api/use_load';
import { useLibrary } from '../state/library';
import { say } from '../state/messages';
import { navigate, useRoute } from '../state/route';
import { useStore } from '../state/store';
import { scheme as schemeStore } from '../state/theme';
import { spreadColours, topicColour, kOther, type Scheme } from '../topics/colours';
import { MapCanvas, type Marks } from './canvas';
import type { Look } from './paint';
import '../styles/map.css';

const kMostSongs = 200_000;
const kNeighbours = 12;
const kStops = 8;
const kColourings = ['topic', 'genre', 'cluster'] as const;
type Colouring = (typeof kColourings)[number];

export function MapView() {
  const facts = useLibrary();
  const map = useLoad(`map ${facts?.generation ?? ''}`, (signal) => getMap(kMostSongs, signal));
  return (
    <>
      <header class="view-head">
        <div>
          <h1>Map</h1>
          <p>
            Songs that say similar things lie near each other. Choose one to see its neighbours, or a second to walk
            there.
          </p>
        </div>
      </header>
      {map.error && <Failure error={map.error} retry={map.reload} />}
      {!map.data && !map.error && <div class="map-place skeleton" aria-hidden="true" />}
      {map.data && map.data.songs.id.length === 0 && (
        <Empty>There is no song to show. The library view brings some in.</Empty>
      )}
      {map.data && map.data.songs.id.length > 0 && <Plotted answer={map.data} />}
    </>
  );
}

/** How many songs are drawn: those of no group, and of groups that were taken away, are not. */
function shownInWords({ group, shown }: Look): string {
  let drawn = 0;
  for (let i = 0; i < group.length; i += 1) drawn += shown[group[i] ?? -1] ? 1 : 0;
  return drawn === group.length
    ? counted(drawn, 'song')
    : `${drawn.toLocaleString('en')} of ${counted(group.length, 'song')}`;
}

/** Names and colours of the groups that `colouring` makes. */
function groupsOf(answer: MapAnswer, colouring: Colouring, scheme: Scheme): { names: string[]; colours: string[] } {
  if (colouring === 'topic')
    return { names: answer.topics, colours: answer.topics.map((topic) => topicColour(topic, scheme)) };
  if (colouring === 'genre') {
    const colours = spreadColours(answer.genres.length, scheme);
    return {
      names: answer.genres.map((name) => name || 'not known'),
      colours: answer.genres.map((name, i) => (name ? (colours[i] ?? kOther[scheme]) : kOther[scheme])),
    };
  }
  const count = answer.songs.cluster.reduce((most, cluster) => Math.max(most, cluster), -1) + 1;
  return { names: Array.from({ length: count }, (_, i) => `cluster ${i + 1}`), colours: spreadColours(count, scheme) };
}

function Plotted({ answer }: { answer: MapAnswer }) {
  const { params } = useRoute();
  const scheme = useStore(schemeStore);
  const colouring = kColourings.find((name) => name === params.get('colour')) ?? 'topic';
  const [hiddenGroups, setHiddenGroups] = useState<Set<number>>(new Set());
  const [hover, setHover] = useState<{ index: number; left: number; top: number }>();
  const { songs } = answer;
  const index = useMemo(() => new Map(songs.id.map((id, i) => [id, i])), [answer]);
  const columns = useMemo(
    () => ({
      topic: Int32Array.from(songs.topic),
      genre: Int32Array.from(songs.genre),
      cluster: Int32Array.from(songs.cluster),
    }),
    [answer],
  );
  const points = useMemo(() => ({ x: Float32Array.from(songs.x), y: Float32Array.from(songs.y) }), [answer]);
  const groups = useMemo(() => groupsOf(answer, colouring, scheme), [answer, colouring, scheme]);
  const look = useMemo<Look>(
    () => ({
      colours: groups.colours,
      group: columns[colouring],
      shown: groups.names.map((_, i) => !hiddenGroups.has(i)),
    }),
    [groups, hiddenGroups],
  );
  useEffect(() => setHiddenGroups(new Set()), [colouring]);
  const chosen = index.get(Number(params.get('song') ?? Number.NaN)) ?? -1;
  const end = index.get(Number(params.get('to') ?? Number.NaN)) ?? -1;
  const head = (i: number): SongName => ({
    id: songs.id[i] ?? 0,
    artist: songs.artist[i] ?? '',
    title: songs.title[i] ?? '',
  });
  const go = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes))
      value === undefined ? next.delete(name) : next.set(name, value);
    navigate('map', next);
  };
  const { near, path } = useRelated(chosen, end, head, index);
  const marks = useMemo<Marks>(() => ({ chosen, near: end >= 0 ? [] : near, path }), [chosen, end, near, path]);
  const goal = useMemo(
    () =>
      path.length > 1 ? { points: path } : chosen >= 0 && near.length > 0 ? { points: [chosen, ...near] } : undefined,
    [near, path],
  );
  const onMap = (song: SongName, name: 'song' | 'to') =>
    index.has(song.id) ? go({ [name]: String(song.id) }) : say(`${song.title} is not on the map.`);
  return (
    <div class="map">
      <div class="map-main">
        <div class="map-bar">
          <Segments
            name="Colour by"
            value={colouring}
            options={kColourings.map((value) => ({ value, label: value }))}
            onChange={(colour) => go({ colour: colour === 'topic' ? undefined : colour })}
          />
          <span class="quiet small">{shownInWords(look)}</span>
        </div>
        <div class="map-place">
          <MapCanvas
            points={points}
            titles={songs.title}
            look={look}
            marks={marks}
            scheme={scheme}
            goal={goal}
            onPick={(i) => go({ song: String(songs.id[i]), to: undefined })}
            onHover={(i, left, top) => setHover(i < 0 ? undefined : { index: i, left, top })}
          />
          {hover && (
            <div class="map-hover" style={{ left: `${hover.left}px`, top: `${hover.top}px` }}>
              <strong>{songs.title[hover.index]}</strong>
              <span>{songs.artist[hover.index]}</span>
            </div>
          )}
        </div>
        <Legend look={look} names={groups.names} hidden={hiddenGroups} setHidden={setHiddenGroups} />
      </div>
      <aside class="map-side stack" aria-label="Song">
        <SongPicker label="Find a song" onPick={(song) => onMap(song, 'song')} />
        {chosen < 0 && <p class="quiet">Choose a point, or search here.</p>}
        {chosen >= 0 && (
          <>
            <div>
              <h2>{songs.title[chosen]}</h2>
              <p class="quiet">{songs.artist[chosen]}</p>
            </div>
            <div class="row">
              <button type="button" class="button slim" onClick={() => openSong(head(chosen))}>
                About it
              </button>
              <button type="button" class="button slim" onClick={() => moreLikeThis(head(chosen))}>
                More like this
              </button>
              <button type="button" class="button slim plain" onClick={() => go({ song: undefined, to: undefined })}>
                Let go
              </button>
            </div>
            <SongPicker label="Walk to another song" onPick={(song) => onMap(song, 'to')} />
            <SongLinks
              name={end >= 0 ? 'The way' : 'Its neighbours'}
              songs={(end >= 0 ? path : near).map(head)}
              pick={(song) => go({ song: String(song.id), to: undefined })}
            />
            {end < 0 && (
              <p class="quiet small">
                Neighbours are alike in words, sound, time and kind together. The map shows the words alone, so a
                neighbour may lie elsewhere on it.
              </p>
            )}
            {end >= 0 && (
              <button type="button" class="button slim" onClick={() => go({ to: undefined })}>
                Back to the neighbours
              </button>
            )}
          </>
        )}
      </aside>
    </div>
  );
}

/** The neighbours of the chosen song, and the way to the other one, as indices. */
function useRelated(chosen: number, end: number, head: (i: number) => SongName, index: Map<number, number>) {
  const [near, setNear] = useState<number[]>([]);
  const [path, setPath] = useState<number[]>([]);
  useEffect(() => {
    setNear([]);
    setPath([]);
    if (chosen < 0) return;
    const abort = new AbortController();
    const places = (songs: SongName[]) =>
      songs.map((song) => index.get(song.id)).filter((i): i is number => i !== undefined);
    const work =
      end < 0
        ? getSimilar(head(chosen).id, kNeighbours, abort.signal).then((answer) => setNear(places(answer.songs)))
        : recommend({ from: songName(head(chosen)), to: songName(head(end)), n: kStops }, abort.signal).then(
            (answer) => {
              const between = places(answer.songs).filter((i) => i !== chosen && i !== end);
              setPath([chosen, ...between, end]);
            },
          );
    work.catch((error: unknown) => {
      if (!abort.signal.aborted) say(asApiError(error).message, { bad: true });
    });
    return () => abort.abort();
  }, [chosen, end, index]);
  return { near, path };
}

function SongLinks({ name, songs, pick }: { name: string; songs: SongName[]; pick: (song: SongName) => void }) {
  return (
    <section class="stack tight map-list" aria-label={name}>
      <h3>{name}</h3>
      <ol>
        {songs.map((song, i) => (
          <li key={song.id}>
            <span class="quiet number">{i + 1}</span>
            <button type="button" class="link-button" onClick={() => pick(song)}>
              {song.title} <span class="quiet">{song.artist}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface LegendProps {
  look: Look;
  names: string[];
  hidden: Set<number>;
  setHidden: (hidden: Set<number>) => void;
}

function Legend({ look, names, hidden, setHidden }: LegendProps) {
  const toggle = (i: number) => {
    const next = new Set(hidden);
    if (!next.delete(i)) next.add(i);
    setHidden(next);
  };
  return (
    <div class="row chips legend" role="group" aria-label="Shown on the map">
      {names.slice(0, 40).map((name, i) => (
        <button
          key={name}
          type="button"
          class="chip legend-item"
          aria-pressed={!hidden.has(i)}
          onClick={() => toggle(i)}
        >
          <span class="dot" style={{ background: look.colours[i] }} />
          {name}
        </button>
      ))}
      {hidden.size > 0 && (
        <button type="button" class="button slim plain" onClick={() => setHidden(new Set())}>
          Show all
        </button>
      )}
    </div>
  );
}
