// What can be done with a song wherever one is shown.
import { useEffect, useState } from 'preact/hooks';
import { block, flag, getLists, makeList, saveList, unblock, type NewFlag } from '../api/calls';
import type { SongName, SongList } from '../api/types';
import { TextField } from '../parts/fields';
import { closeDialog, openDialog } from '../state/dialogs';
import { attempt, say } from '../state/messages';
import { navigate } from '../state/route';
import { kDefaults, songName, toParams } from '../query/query';
import { createStore } from '../state/store';

/** Songs and artists hidden since the page was opened, so that they leave the page at once. */
export const hidden = createStore<{ songs: Set<number>; artists: Set<string> }>({
  songs: new Set(),
  artists: new Set(),
});

export const moreLikeThis = (song: SongName): void =>
  navigate('recommend', toParams({ ...kDefaults, like: [songName(song)] }));

function hide(song: SongName, wholeArtist: boolean, on: boolean): void {
  const { songs, artists } = hidden.get();
  const next = { songs: new Set(songs), artists: new Set(artists) };
  const change = <T,>(set: Set<T>, value: T) => (on ? set.add(value) : set.delete(value));
  if (wholeArtist) change(next.artists, song.artist);
  else change(next.songs, song.id);
  hidden.set(next);
}

async function blockNow(song: SongName, wholeArtist: boolean): Promise<void> {
  const what = wholeArtist ? { artist: song.artist } : { song: song.id };
  const name = wholeArtist ? song.artist : song.title;
  if (!(await attempt(`${name} could not be blocked`, () => block(what)))) return;
  hide(song, wholeArtist, true);
  const undo = async () => {
    if (await attempt(`${name} is still blocked`, () => unblock(what))) hide(song, wholeArtist, false);
  };
  say(`${name} will not be recommended any more.`, { action: { name: 'Undo', run: () => void undo() } });
}

export function askToBlock(song: SongName): void {
  const run = (wholeArtist: boolean) => () => {
    closeDialog();
    void blockNow(song, wholeArtist);
  };
  openDialog({
    title: 'Block',
    content: () => (
      <div class="stack">
        <p>Blocked songs stay in the library and are not recommended. The library view takes the block off again.</p>
        <div class="row">
          <button type="button" class="button main-action" onClick={run(false)}>
            Block “{song.title}”
          </button>
          <button type="button" class="button" onClick={run(true)}>
            Block everything by {song.artist}
          </button>
        </div>
      </div>
    ),
  });
}

export function askToFlag(about: Omit<NewFlag, 'note'>, what: string): void {
  openDialog({ title: 'Flag a doubtful answer', content: () => <FlagForm about={about} what={what} /> });
}

function FlagForm({ about, what }: { about: Omit<NewFlag, 'note'>; what: string }) {
  const [note, setNote] = useState('');
  const send = async (event: Event) => {
    event.preventDefault();
    if (await attempt('The flag was not kept', () => flag({ ...about, note }))) {
      closeDialog();
      say('Kept in the library for later evaluation.');
    }
  };
  return (
    <form class="stack" onSubmit={send}>
      <p>{what} is kept in your library with your note, for evaluating models later. It goes nowhere else.</p>
      <TextField label="What is wrong with it?" value={note} onChange={setNote} rows={3} autofocus />
      <div class="row">
        <button class="button main-action">Keep flag</button>
        <button type="button" class="button plain" onClick={closeDialog}>
          Cancel
        </button>
      </div>
    </form>
  );
}

export function addToList(song: SongName): void {
  openDialog({ title: `Add “${song.title}” to a playlist`, content: () => <ListChooser song={song} /> });
}

function ListChooser({ song }: { song: SongName }) {
  const [lists, setLists] = useState<SongList[]>();
  const [name, setName] = useState('');
  useEffect(() => {
    void attempt('Playlists could not be read', async () => setLists((await getLists()).lists));
  }, []);
  const finish = async (listName: string, work: () => Promise<unknown>) => {
    if (!(await attempt(`Not added to ${listName}`, work))) return;
    closeDialog();
    say(`Added to ${listName}.`, { action: { name: 'Show', run: () => navigate('playlists') } });
  };
  const make = (event: Event) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted !== '') void finish(wanted, () => makeList(wanted, [song.id]));
  };
  return (
    <div class="stack">
      <ul class="stack list-choice">
        {lists?.map((list) => {
          const inside = list.songs.includes(song.id);
          return (
            <li key={list.id}>
              <button
                type="button"
                class="button"
                disabled={inside}
                onClick={() => void finish(list.name, () => saveList({ ...list, songs: [...list.songs, song.id] }))}
              >
                {list.name}
                <span class="quiet small">{inside ? 'already in it' : `${list.songs.length} songs`}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <form class="stack" onSubmit={make}>
        <TextField label="New playlist" value={name} onChange={setName} placeholder="Name" />
        <div class="row">
          <button class="button main-action" disabled={name.trim() === ''}>
            Make and add
          </button>
        </div>
      </form>
    </div>
  );
}
