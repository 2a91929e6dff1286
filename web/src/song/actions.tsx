// What can be done with a song wherever one is shown.
import { useEffect, useState } from 'preact/hooks';
import {
  block,
  correctTopic,
  flag,
  makeList,
  removeSongs,
  restoreSongs,
  unblock,
  withdrawTopic,
  type NewFlag,
} from '../api/calls';
import { inOrder } from '../api/in_order';
import type { SongName, SongList } from '../api/types';
import { TextField } from '../parts/fields';
import { closeDialog, closing, openDialog } from '../state/dialogs';
import { playLast, playNext } from '../player/player';
import type { Track } from '../player/queue';
import { counted } from '../parts/counted';
import { refreshLibrary } from '../state/library';
import { changeList, loadLists } from '../playlists/saves';
import { attempt, say } from '../state/messages';
import { navigate } from '../state/route';
import { kDefaults, songName, toParams } from '../query/query';
import { createStore } from '../state/store';

/** Songs and artists hidden since the page was opened, so that they leave the page at once. */
export const hidden = createStore<{ songs: Set<number>; artists: Set<string> }>({
  songs: new Set(),
  artists: new Set(),
});

/** Counts the changes that this page made to songs, so that what shows songs asks again. */
export const songChanges = createStore(0);
const changed = (): void => songChanges.set(songChanges.get() + 1);

export const trackOf = (song: SongName & { album?: string | undefined }): Track => ({
  id: song.id,
  title: song.title,
  artist: song.artist,
  album: song.album,
});

export const showList = (id: SongList['id']): void => navigate('playlists', new URLSearchParams({ list: String(id) }));

export const moreLikeThis = (song: SongName): void =>
  navigate('recommend', toParams({ ...kDefaults, like: [songName(song)] }));

/** Songs that go with a playlist, as a question that can be refined. */
export const goesWith = (list: string): void => navigate('recommend', toParams({ ...kDefaults, from_list: list }));

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
  openDialog({ title: `Add “${song.title}” to a playlist`, content: () => <ListChooser songs={[song.id]} /> });
}

/** Keeps songs as a new playlist, or adds them to one that is there. */
export function saveAsList(songs: number[]): void {
  openDialog({ title: `Save ${counted(songs.length, 'song')}`, content: () => <ListChooser songs={songs} /> });
}

/** The songs of a list, and behind them those that are not in it yet. */
const withSongs = (list: number[], more: number[]): number[] => [...new Set([...list, ...more])];

function ListChooser({ songs }: { songs: number[] }) {
  const [lists, setLists] = useState<SongList[]>();
  const [name, setName] = useState('');
  useEffect(() => {
    void attempt('Playlists could not be read', async () => setLists(await loadLists()));
  }, []);
  const finish = async (listName: string, work: () => Promise<SongList>) => {
    let list: SongList | undefined;
    const add = async () => {
      list = await work();
    };
    if (!(await attempt(`Not added to ${listName}`, add)) || !list) return;
    const { id } = list;
    closeDialog();
    say(`Added to ${listName}.`, { action: { name: 'Show', run: () => showList(id) } });
  };
  // Nothing is added by a slip to a list that somebody made before.
  const there = lists?.find((list) => list.name.trim().toLowerCase() === name.trim().toLowerCase());
  const make = (event: Event) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted !== '' && !there) void finish(wanted, () => makeList(wanted, songs));
  };
  return (
    <div class="stack">
      <ul class="stack list-choice">
        {lists?.map((list) => {
          const fresh = songs.filter((id) => !list.songs.includes(id));
          return (
            <li key={list.id}>
              <button
                type="button"
                class="button"
                disabled={fresh.length === 0}
                onClick={() =>
                  void finish(list.name, () => changeList(list, (now) => ({ songs: withSongs(now.songs, songs) })))
                }
              >
                {list.name}
                <span class="quiet small">
                  {fresh.length === 0 ? 'already in it' : counted(list.songs.length, 'song')}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <form class="stack" onSubmit={make}>
        <TextField label="New playlist" value={name} onChange={setName} placeholder="Name" />
        <p class="quiet small" role="status">
          {there && `There is a playlist “${there.name}” already: choose it above, or another name.`}
        </p>
        <div class="row">
          <button class="button main-action" disabled={name.trim() === '' || there !== undefined}>
            {songs.length === 1 ? 'Make and add' : 'Save'}
          </button>
        </div>
      </form>
    </div>
  );
}

/** Takes songs out of the library; the files stay, and for a while one click brings the songs back. */
export async function takeOut(songs: SongName[]): Promise<void> {
  const ids = songs.map((song) => song.id);
  const name = songs.length === 1 ? (songs[0]?.title ?? '') : counted(songs.length, 'song');
  if (!(await attempt(`${name} could not be taken out`, () => removeSongs(ids)))) return;
  changed();
  void refreshLibrary();
  const undo = async () => {
    if (!(await attempt(`${name} could not be brought back`, () => restoreSongs(ids)))) return;
    changed();
    void refreshLibrary();
  };
  say(`${name} is out of the library.`, { action: { name: 'Undo', run: () => void undo() } });
}

/** Says what a song is about, over what the model says; an empty topic takes that back. */
export async function sayTopic(song: SongName, topic: string, before: string): Promise<boolean> {
  const set = (wanted: string) =>
    inOrder(`topic ${song.id}`, () => (wanted === '' ? withdrawTopic(song.id) : correctTopic(song.id, wanted)));
  if (!(await attempt('That was not kept', () => set(topic)))) return false;
  changed();
  const undo = async () => {
    if (await attempt('That was not taken back', () => set(before))) changed();
  };
  say(topic === '' ? `${song.title} has the model’s topic again.` : `${song.title} is about ${topic} from now on.`, {
    action: { name: 'Undo', run: () => void undo() },
  });
  return true;
}

/** Everything that can be done with a song, for places that have room for one button only. */
export function askWhatToDo(song: SongName & { playable?: boolean; album?: string | undefined }, query = {}): void {
  const entry = (name: string, run: () => void) => (
    <li key={name}>
      <button type="button" class="button plain" onClick={closing(() => run())}>
        {name}
      </button>
    </li>
  );
  openDialog({
    title: song.title,
    content: () => (
      <ul class="stack list-choice">
        {song.playable && entry('Play next', () => playNext(trackOf(song)))}
        {song.playable && entry('Add to the queue', () => playLast([trackOf(song)]))}
        {entry('Add to a playlist', () => addToList(song))}
        {entry('More like this', () => moreLikeThis(song))}
        {entry('Never recommend', () => askToBlock(song))}
        {entry('Flag as doubtful', () => askToFlag({ song: song.id, query }, song.title))}
        {entry('Take it out of the library', () => void takeOut([song]))}
      </ul>
    ),
  });
}
