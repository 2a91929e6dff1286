// Playlists: make them, order them by hand, save, export.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { exportPlaylist, getSongs, makeList, recommend, type Paths, type PlaylistFormat } from '../api/calls';
import { ApiError } from '../api/client';
import type { FoundSong, SongId, SongList } from '../api/types';
import { play } from '../player/player';
import { goesWith, showList, songChanges, trackOf } from '../song/actions';
import { useLoad } from '../api/use_load';
import { TextField } from '../parts/fields';
import { Icon, IconButton } from '../parts/icon';
import { SongPicker } from '../parts/song_picker';
import { Empty, Failure, Skeleton } from '../parts/states';
import { factsOf, openSong } from '../song/detail';
import { closeDialog, openDialog } from '../state/dialogs';
import { attempt, say } from '../state/messages';
import { navigate, useRoute } from '../state/route';
import { useStore } from '../state/store';
import { fileName, moved } from './order';
import { Share } from './share';
import { changeList, deleteList, loadLists, shownLists } from './saves';
import '../styles/playlists.css';

export function Playlists() {
  const { params } = useRoute();
  const loaded = useLoad('lists', loadLists);
  const shown = useStore(shownLists);
  const lists = loaded.data?.map((list) => shown.get(list.id) ?? list);
  const [name, setName] = useState('');
  const wanted = params.get('list');
  const open = lists?.find((list) => String(list.id) === wanted) ?? lists?.[0];
  const show = (id: SongList['id']) => navigate('playlists', new URLSearchParams({ list: String(id) }));
  const make = async (event: Event) => {
    event.preventDefault();
    const title = name.trim();
    if (title === '') return;
    await attempt('The playlist was not made', async () => {
      try {
        const list = await makeList(title, []);
        show(list.id);
        loaded.reload();
      } catch (error) {
        const there = lists?.find((list) => list.name.trim().toLowerCase() === title.toLowerCase());
        if (!(error instanceof ApiError) || error.status !== 409 || !there) throw error;
        // Nothing is overwritten: the one that has the name is shown instead.
        say(`There is a playlist “${there.name}” already; it is as it was.`);
        show(there.id);
      }
      setName('');
    });
  };
  return (
    <>
      <header class="view-head">
        <div>
          <h1>Playlists</h1>
          <p>Put songs in the order you want. Every change is saved at once.</p>
        </div>
        <form class="artist-form" onSubmit={make}>
          <TextField label="New playlist" value={name} onChange={setName} placeholder="Name" />
          <button class="button main-action" disabled={name.trim() === ''}>
            Make
          </button>
        </form>
      </header>
      {loaded.error && <Failure error={loaded.error} retry={loaded.reload} />}
      {!lists && !loaded.error && <Skeleton lines={5} height="3rem" />}
      {lists?.length === 0 && (
        <Empty>
          <p>No playlist yet. Name one above, or add a song to one from any answer.</p>
        </Empty>
      )}
      {lists && open && (
        <div class="playlists">
          <ul class="list-names" aria-label="Playlists">
            {lists.map((list) => (
              <li key={list.id}>
                <button type="button" aria-current={list === open ? 'true' : undefined} onClick={() => show(list.id)}>
                  {list.name} <span class="quiet">{list.songs.length}</span>
                </button>
              </li>
            ))}
          </ul>
          <Editor key={open.id} list={open} changed={loaded.reload} />
        </div>
      )}
    </>
  );
}

/** What songs are called, asked for together: a list of hundreds is one request. */
function useHeads(songs: SongId[]): Map<SongId, FoundSong> {
  const [heads, setHeads] = useState(new Map<SongId, FoundSong>());
  const missing = songs.filter((id) => !heads.has(id));
  useEffect(() => {
    if (missing.length === 0) return;
    const abort = new AbortController();
    getSongs(missing, abort.signal).then(
      (found) =>
        setHeads((before) => new Map([...before, ...found.map((song): [SongId, FoundSong] => [song.id, song])])),
      () => undefined,
    );
    return () => abort.abort();
  }, [missing.join()]);
  return heads;
}

function Editor({ list, changed }: { list: SongList; changed: () => void }) {
  const { songs } = list;
  const [dragged, setDragged] = useState<number>();
  const [spoken, setSpoken] = useState('');
  const [focused, setFocused] = useState<number>();
  const tracks = useRef<HTMLOListElement>(null);
  const heads = useHeads(songs);
  useLayoutEffect(() => {
    // A song that was moved by the keyboard keeps the focus at its new place, before the next key comes.
    if (focused === undefined) return;
    const row = tracks.current?.children[focused];
    row?.querySelector<HTMLButtonElement>('.title')?.focus();
  }, [focused, songs]);
  const title = (id: SongId) => heads.get(id)?.title ?? 'song';
  const save = (next: SongId[]) =>
    attempt('The playlist was not saved', () => changeList(list, () => ({ songs: next })));
  const move = (from: number, to: number, byKey = false) => {
    if (to < 0 || to >= songs.length || from === to) return;
    setSpoken(`${title(songs[from] ?? 0)} is now number ${to + 1} of ${songs.length}`);
    setFocused(byKey ? to : undefined);
    void save(moved(songs, from, to));
  };
  const playFrom = (place: number) => {
    const heard = songs.flatMap((id, i) => {
      const song = heads.get(id);
      return song?.playable ? [{ place: i, track: trackOf(song) }] : [];
    });
    play(
      heard.map((one) => one.track),
      Math.max(
        0,
        heard.findIndex((one) => one.place >= place),
      ),
    );
  };
  const remove = (place: number) => {
    const before = songs;
    const name = title(songs[place] ?? 0);
    void save(songs.filter((_, i) => i !== place));
    say(`${name} taken out.`, { action: { name: 'Undo', run: () => void save(before) } });
  };
  return (
    <section class="stack" aria-label={list.name}>
      <EditorHead
        list={list}
        changed={changed}
        playAll={songs.some((id) => heads.get(id)?.playable) ? () => playFrom(0) : undefined}
      />
      <SongPicker label="Add a song" onPick={(song) => !songs.includes(song.id) && void save([...songs, song.id])} />
      <p class="unseen" role="status">
        {spoken}
      </p>
      <ol class="tracks" ref={tracks}>
        {songs.map((id, i) => (
          <li
            key={`${id} ${songs.slice(0, i).filter((other) => other === id).length}`}
            draggable
            class={dragged === i ? 'dragged' : undefined}
            onDragStart={() => setDragged(i)}
            onDragEnd={() => setDragged(undefined)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== undefined) move(dragged, i);
            }}
            onKeyDown={(event) => {
              const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
              if (!event.altKey || step === undefined) return;
              event.preventDefault();
              move(i, i + step, true);
            }}
          >
            <span class="grip">
              <Icon name="drag" />
            </span>
            {heads.get(id)?.playable ? (
              <IconButton icon="play" name={`Play ${title(id)}`} onClick={() => playFrom(i)} />
            ) : (
              <span class="quiet number">{i + 1}</span>
            )}
            <div class="track-name">
              <button
                type="button"
                class="link-button title"
                onClick={() => openSong(heads.get(id) ?? { id, artist: '', title: '' })}
              >
                {heads.get(id)?.title ?? '…'}
              </button>
              <span class="quiet">
                {[heads.get(id)?.artist, factsOf(heads.get(id) ?? {})].filter(Boolean).join(' · ')}
                {heads.get(id)?.gone && <span class="chip guess">file gone</span>}
              </span>
            </div>
            <div class="result-actions" role="group" aria-label={`Place of ${title(id)}`}>
              <IconButton icon="up" name={`Move ${title(id)} up`} disabled={i === 0} onClick={() => move(i, i - 1)} />
              <IconButton
                icon="down"
                name={`Move ${title(id)} down`}
                disabled={i + 1 === songs.length}
                onClick={() => move(i, i + 1)}
              />
              <IconButton icon="close" name={`Take ${title(id)} out`} onClick={() => remove(i)} />
            </div>
          </li>
        ))}
      </ol>
      {songs.length === 0 && <p class="quiet">Nothing in it yet. Search above, or add songs from an answer.</p>}
      {songs.length > 0 && <GoesOn list={list} songs={songs} add={(id) => void save([...songs, id])} />}
      {songs.length > 1 && <p class="quiet small">Drag, use the arrows, or press Alt with ↑ or ↓ on a song.</p>}
    </section>
  );
}

const kGoOn = 6;

/** Songs that would go with those of a list, by what people listen to together and by what is known of songs. */
function GoesOn({ list, songs, add }: { list: SongList; songs: SongId[]; add: (id: SongId) => void }) {
  const [open, setOpen] = useState(false);
  const changes = useStore(songChanges);
  const answer = useLoad(open ? `goes with ${list.id} ${changes} ${songs.join()}` : undefined, (signal) =>
    recommend({ from_list: songs, n: kGoOn }, signal),
  );
  return (
    <details class="section" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>These would go with it</summary>
      <div class="stack section-body" aria-busy={answer.loading}>
        {answer.error && <Failure error={answer.error} retry={answer.reload} />}
        {!answer.data && !answer.error && <Skeleton lines={kGoOn} height="2rem" />}
        <ul class="goes-on">
          {answer.data?.songs.map((song) => (
            <li key={song.id}>
              <IconButton icon="add" name={`Add ${song.title} to ${list.name}`} onClick={() => add(song.id)} />
              <div>
                <button type="button" class="link-button title" onClick={() => openSong(song)}>
                  {song.title}
                </button>
                <p class="quiet small">{[song.artist, factsOf(song), song.why[0]].filter(Boolean).join(' · ')}</p>
              </div>
              {song.playable && (
                <IconButton icon="play" name={`Play ${song.title}`} onClick={() => play([trackOf(song)])} />
              )}
            </li>
          ))}
        </ul>
        {answer.data?.songs.length === 0 && <p class="quiet">Nothing else is in the library.</p>}
      </div>
    </details>
  );
}

const kFormats: PlaylistFormat[] = ['m3u8', 'xspf', 'jspf', 'csv'];

interface HeadProps {
  list: SongList;
  changed: () => void;
  playAll: (() => void) | undefined;
}

const kFolderKey = 'leitmotif.export-folder';

/** How files are named decides whether another player finds them, so it is asked and remembered. */
function ExportForm({ list, songs }: { list: SongList; songs: SongId[] }) {
  const [format, setFormat] = useState<PlaylistFormat>('m3u8');
  const [kind, setKind] = useState<Paths['paths']>(localStorage.getItem(kFolderKey) ? 'folder' : 'absolute');
  const [folder, setFolder] = useState(localStorage.getItem(kFolderKey) ?? '');
  const download = async (event: Event) => {
    event.preventDefault();
    const paths: Paths = kind === 'folder' ? { paths: kind, folder: folder.trim() } : { paths: kind };
    const done = await attempt('The playlist was not exported', async () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await exportPlaylist(songs, format, list.name, paths));
      link.download = fileName(list.name, format);
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
    if (!done) return;
    if (kind === 'folder') localStorage.setItem(kFolderKey, folder.trim());
    closeDialog();
  };
  const options: { value: Paths['paths']; name: string; says: string }[] = [
    {
      value: 'absolute',
      name: 'Whole paths',
      says: 'opens in players on the machine of the music, wherever the file lies',
    },
    { value: 'folder', name: 'From a music folder', says: 'for servers such as MPD: name the folder they call music' },
    { value: 'common', name: 'Beside the music', says: 'put the file into the deepest folder that holds all songs' },
  ];
  return (
    <form class="stack" onSubmit={(event) => void download(event)}>
      <label class="field">
        <span class="label">Format of the export</span>
        <select
          class="input"
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value as PlaylistFormat)}
        >
          {kFormats.map((name) => (
            <option key={name} value={name}>
              {name.toUpperCase()}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="field">
        <legend class="label">How files are named</legend>
        {options.map((option) => (
          <label key={option.value} class="row path-choice">
            <input type="radio" name="paths" checked={kind === option.value} onChange={() => setKind(option.value)} />
            <span>
              <strong>{option.name}</strong>
              <br />
              <span class="quiet small">{option.says}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {kind === 'folder' && (
        <TextField
          label="Music folder of the player"
          value={folder}
          onChange={setFolder}
          placeholder="/home/me/Music"
        />
      )}
      <div class="row">
        <button class="button main-action" disabled={kind === 'folder' && folder.trim() === ''}>
          Download
        </button>
      </div>
    </form>
  );
}

function EditorHead({ list, changed, playAll }: HeadProps) {
  const { songs } = list;
  const askToExport = () =>
    openDialog({ title: `Export “${list.name}”`, content: () => <ExportForm list={list} songs={songs} /> });
  const askToShare = () => openDialog({ title: `Share “${list.name}”`, content: () => <Share list={list} /> });
  const drop = async () => {
    if (!(await attempt('The playlist was not deleted', () => deleteList(list.id)))) return;
    changed();
    const undo = async () => {
      await attempt('The playlist was not brought back', async () => {
        showList((await makeList(list.name, songs)).id);
      });
      changed();
    };
    say(`${list.name} is deleted.`, { action: { name: 'Undo', run: () => void undo() } });
  };
  const askToRename = () => openDialog({ title: 'Rename playlist', content: () => <Rename list={list} /> });
  return (
    <div class="editor-head">
      <h2>{list.name}</h2>
      <div class="row">
        {playAll && (
          <button type="button" class="button main-action" onClick={playAll}>
            <Icon name="play" /> Play
          </button>
        )}
        <button type="button" class="button" disabled={songs.length === 0} onClick={() => goesWith(list.name)}>
          More like this
        </button>
        <button type="button" class="button" disabled={songs.length === 0} onClick={askToExport}>
          Export
        </button>
        <button type="button" class="button" disabled={songs.length === 0} onClick={askToShare}>
          Share
        </button>
        <button type="button" class="button plain" onClick={askToRename}>
          Rename
        </button>
        <button type="button" class="button plain" onClick={() => void drop()}>
          Delete
        </button>
      </div>
    </div>
  );
}

function Rename({ list }: { list: SongList }) {
  const [name, setName] = useState(list.name);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt('Not renamed', () => changeList(list, () => ({ name: name.trim() }))).then(
          (done) => done && closeDialog(),
        );
      }}
    >
      <TextField label="Name" value={name} onChange={setName} autofocus />
      <div class="row">
        <button class="button main-action" disabled={name.trim() === ''}>
          Rename
        </button>
      </div>
    </form>
  );
}
