// Teaching a wish: songs that are marked yes or no are kept as two playlists, and a wish of one's own is learned from
// them. What comes along cannot be changed, so correcting it makes "my-NAME", which knows better.
import { useEffect, useState } from 'preact/hooks';
import { getLists, getWishes, learnWish, makeList } from '../api/calls';
import { inOrder } from '../api/in_order';
import type { LearnedWish, SongId } from '../api/types';
import { changeList, loadLists } from '../playlists/saves';
import { closing, openDialog } from '../state/dialogs';
import { attempt, say } from '../state/messages';
import { navigate } from '../state/route';
import { createStore, useStore } from '../state/store';
import { kDefaults, toParams } from '../query/query';
import { counted } from '../parts/counted';

export type Side = 'yes' | 'no';

export interface Marks {
  /** The wish that is marked for, and the one that is learned. */
  wish: string;
  own: string;
  yes: SongId[];
  no: SongId[];
}

/** Counts what was learned or forgotten. */
export const wishChanges = createStore(0);
const markChanges = createStore(0);

const kLeast = 10;
const other: Record<Side, Side> = { yes: 'no', no: 'yes' };
export const ownName = (wish: string, isLearned: boolean): string => (isLearned ? wish : `my-${wish}`.slice(0, 40));
export const listName = (own: string, side: Side): string => `${own}: ${side}`;

/** The marks for one wish, as the library keeps them. */
export function useMarks(wish: string | undefined): Marks | undefined {
  const changes = useStore(markChanges);
  const [marks, setMarks] = useState<Marks>();
  useEffect(() => {
    if (wish === undefined) {
      setMarks(undefined);
      return;
    }
    let isOver = false;
    Promise.all([getLists(), getWishes()]).then(
      ([{ lists }, { wishes }]) => {
        if (isOver) return;
        const own = ownName(
          wish,
          wishes.some((one) => one.name === wish && one.learned),
        );
        const songs = (side: Side) => lists.find((list) => list.name === listName(own, side))?.songs ?? [];
        setMarks({ wish, own, yes: songs('yes'), no: songs('no') });
      },
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [wish, changes]);
  return marks?.wish === wish ? marks : undefined;
}

/** Puts a song into a list or takes it out, whatever the list has become since it was shown. */
async function setMark(name: string, song: SongId, on: boolean): Promise<void> {
  const marked = (songs: SongId[]) => [...songs.filter((id) => id !== song), ...(on ? [song] : [])];
  const there = (await loadLists()).find((list) => list.name === name);
  if (there) await changeList(there, (now) => ({ songs: marked(now.songs) }));
  else if (on) await makeList(name, [song]);
}

/** Marks a song, or takes the mark away when it has it. */
export async function markSong(marks: Marks, song: SongId, side: Side): Promise<void> {
  const on = !marks[side].includes(song);
  // One after the other: who marks ten songs in a row is quicker than the answers come.
  const work = () =>
    inOrder(`marks ${marks.own}`, async () => {
      await setMark(listName(marks.own, side), song, on);
      if (marks[other[side]].includes(song)) await setMark(listName(marks.own, other[side]), song, false);
    });
  await attempt('The mark was not kept', work);
  markChanges.set(markChanges.get() + 1);
}

export function Teaching({ wish, marks }: { wish: string; marks: Marks | undefined }) {
  const [busy, setBusy] = useState(false);
  if (!marks) return null;
  const enough = marks.yes.length >= kLeast && marks.no.length >= kLeast;
  const learn = async () => {
    setBusy(true);
    await attempt(`${marks.own} was not learned`, async () => {
      const learned = await learnWish(marks.own, marks.yes, marks.no);
      wishChanges.set(wishChanges.get() + 1);
      openDialog({ title: `Learned: ${learned.name}`, content: () => <Learned learned={learned} /> });
    });
    setBusy(false);
  };
  return (
    <div class="notice teach">
      <p>
        Not what you call {wish}? Mark songs with ✓ or ✕.{' '}
        {marks.yes.length + marks.no.length > 0 &&
          `So far: ${counted(marks.yes.length, 'yes', 'yes')}, ${marks.no.length} no. `}
        {enough
          ? `That is enough to learn “${marks.own}”.`
          : `From ${kLeast} of each, “${marks.own}” can be learned: your own meaning of it.`}
      </p>
      <button type="button" class="button slim" disabled={!enough || busy} onClick={() => void learn()}>
        Learn {marks.own}
      </button>
    </div>
  );
}

function Learned({ learned }: { learned: LearnedWish }) {
  const words = (reasons: LearnedWish['for']) => reasons.map((reason) => reason.what).join(', ');
  const [low, high] = learned.interval;
  return (
    <div class="stack">
      <p>
        From {learned.yes} songs that are and {learned.no} that are not. Of two songs by artists it had not seen, one of
        each kind, it finds the right one in <strong>{Math.round(100 * learned.auc)} of 100</strong> cases
        {low !== undefined && high !== undefined && ` (${Math.round(100 * low)} to ${Math.round(100 * high)})`}.
      </p>
      <p>
        <strong>Speaks for it:</strong> {words(learned.for) || 'nothing in particular'}
      </p>
      <p>
        <strong>Speaks against it:</strong> {words(learned.against) || 'nothing in particular'}
      </p>
      <div class="row">
        <button
          type="button"
          class="button main-action"
          onClick={closing(() => navigate('recommend', toParams({ ...kDefaults, about: [learned.name] })))}
        >
          Ask for {learned.name}
        </button>
        <button type="button" class="button plain" onClick={closing(() => say('It is among the wishes.'))}>
          Close
        </button>
      </div>
    </div>
  );
}
