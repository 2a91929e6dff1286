// Playlists: make them, order them by hand, save, export.
import { useEffect, useState } from 'preact/hooks';
import { dropList, exportPlaylist, getLists, getSong, makeList, saveList, type PlaylistFormat } from '../api/calls';
import type { SongName, SongId, SongList } from '../api/types';
import { useLoad } from '../api/use_load';
import { TextField } from '../parts/fields';
import { Icon, IconButton } from '../parts/icon';
import { SongPicker } from '../parts/song_picker';
import { Empty, Failure, Skeleton } from '../parts/states';
import { factsOf, openSong } from '../song/detail';
import { closeDialog, openDialog } from '../state/dialogs';
import { attempt, say } from '../state/messages';
import { navigate, useRoute } from '../state/route';
import { fileName, moved } from './order';
import '../styles/playlists.css';

export function Playlists() {
  const { params } = useRoute();
  const lists = useLoad('lists', getLists);
  const [name, setName] = useState('');
  const wanted = params.get('list');
  const open = lists.data?.lists.find((list) => String(list.id) === wanted) ?? lists.data?.lists[0];
  const show = (id: SongList['id']) => navigate('playlists', new URLSearchParams({ list: String(id) }));
  const make = async (event: Event) => {
    event.preventDefault();
    const title = name.trim();
    if (title === '') return;
    await attempt('The playlist was not made', async () => {
      const list = await makeList(title, []);
      setName('');
      lists.reload();
      show(list.id);
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
      {lists.error && <Failure error={lists.error} retry={lists.reload} />}
      {!lists.data && !lists.error && <Skeleton lines={5} height="3rem" />}
      {lists.data?.lists.length === 0 && (
        <Empty>
          <p>No playlist yet. Name one above, or add a song to one from any answer.</p>
        </Empty>
      )}
      {lists.data && open && (
        <div class="playlists">
          <ul class="list-names" aria-label="Playlists">
            {lists.data.lists.map((list) => (
              <li key={list.id}>
                <button type="button" aria-current={list === open ? 'true' : undefined} onClick={() => show(list.id)}>
                  {list.name} <span class="quiet">{list.songs.length}</span>
                </button>
              </li>
            ))}
          </ul>
          <Editor key={open.id} list={open} changed={lists.reload} />
        </div>
      )}
    </>
  );
}

function useHeads(songs: SongId[]): Map<SongId, SongName> {
  const [heads, setHeads] = useState(new Map<SongId, SongName>());
  useEffect(() => {
    const missing = songs.filter((id) => !heads.has(id));
    if (missing.length === 0) return;
    const none = (id: SongId): SongName => ({ id, artist: '', title: `Song ${id} is not in the library any more` });
    void Promise.all(missing.map((id) => getSong(id).catch(() => none(id)))).then((found) =>
      setHeads((before) => new Map([...before, ...found.map((song): [SongId, SongName] => [song.id, song])])),
    );
  }, [songs]);
  return heads;
}

function Editor({ list, changed }: { list: SongList; changed: () => void }) {
  const [songs, setSongs] = useState(list.songs);
  const [dragged, setDragged] = useState<number>();
  const [spoken, setSpoken] = useState('');
  const heads = useHeads(songs);
  const title = (id: SongId) => heads.get(id)?.title ?? 'song';
  const save = async (next: SongId[]) => {
    const before = songs;
    setSongs(next);
    if (await attempt('The playlist was not saved', () => saveList({ ...list, songs: next }))) changed();
    else setSongs(before);
  };
  const move = (from: number, to: number) => {
    if (to < 0 || to >= songs.length || from === to) return;
    setSpoken(`${title(songs[from] ?? 0)} is now number ${to + 1} of ${songs.length}`);
    void save(moved(songs, from, to));
  };
  const remove = (place: number) => {
    const before = songs;
    const name = title(songs[place] ?? 0);
    void save(songs.filter((_, i) => i !== place));
    say(`${name} taken out.`, { action: { name: 'Undo', run: () => void save(before) } });
  };
  return (
    <section class="stack" aria-label={list.name}>
      <EditorHead list={list} songs={songs} changed={changed} />
      <SongPicker label="Add a song" onPick={(song) => !songs.includes(song.id) && void save([...songs, song.id])} />
      <p class="unseen" role="status">
        {spoken}
      </p>
      <ol class="tracks">
        {songs.map((id, i) => (
          <li
            key={id}
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
              move(i, i + step);
            }}
          >
            <span class="grip">
              <Icon name="drag" />
            </span>
            <span class="quiet number">{i + 1}</span>
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
      {songs.length > 1 && <p class="quiet small">Drag, use the arrows, or press Alt with ↑ or ↓ on a song.</p>}
    </section>
  );
}

const kFormats: PlaylistFormat[] = ['m3u8', 'xspf', 'jspf', 'csv'];

function EditorHead({ list, songs, changed }: { list: SongList; songs: SongId[]; changed: () => void }) {
  const [format, setFormat] = useState<PlaylistFormat>('m3u8');
  const download = () =>
    attempt('The playlist was not exported', async () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await exportPlaylist(songs, format, list.name));
      link.download = fileName(list.name, format);
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  const askToDrop = () =>
    openDialog({
      title: `Delete “${list.name}”?`,
      content: () => (
        <div class="row">
          <button
            type="button"
            class="button main-action"
            onClick={() => {
              closeDialog();
              void attempt('The playlist was not deleted', () => dropList(list.id)).then((done) => {
                if (done) say(`${list.name} is deleted.`);
                changed();
              });
            }}
          >
            Delete playlist
          </button>
          <button type="button" class="button plain" onClick={closeDialog}>
            Keep it
          </button>
        </div>
      ),
    });
  const askToRename = () =>
    openDialog({ title: 'Rename playlist', content: () => <Rename list={{ ...list, songs }} changed={changed} /> });
  return (
    <div class="editor-head">
      <h2>{list.name}</h2>
      <div class="row">
        <label class="unseen" for="format">
          Format of the export
        </label>
        <select
          id="format"
          class="input format"
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value as PlaylistFormat)}
        >
          {kFormats.map((name) => (
            <option key={name} value={name}>
              {name.toUpperCase()}
            </option>
          ))}
        </select>
        <button type="button" class="button" disabled={songs.length === 0} onClick={() => void download()}>
          Export
        </button>
        <button type="button" class="button plain" onClick={askToRename}>
          Rename
        </button>
        <button type="button" class="button plain" onClick={askToDrop}>
          Delete
        </button>
      </div>
    </div>
  );
}

function Rename({ list, changed }: { list: SongList; changed: () => void }) {
  const [name, setName] = useState(list.name);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt('Not renamed', () => saveList({ ...list, name: name.trim() })).then((done) => {
          if (!done) return;
          closeDialog();
          changed();
        });
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
