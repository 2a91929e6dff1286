// Playlists as this page knows them. Every change of one is made to the state that the change before has made, and
// goes out when that one has been kept, so that what two places of the page change at once is never lost or refused.
import { dropList, getList, getLists, saveList } from '../api/calls';
import { inOrder, underWay } from '../api/in_order';
import type { SongList } from '../api/types';
import { createStore } from '../state/store';

type Id = SongList['id'];

/** As they are shown: with changes that are still on their way. */
export const shownLists = createStore<ReadonlyMap<Id, SongList>>(new Map());
/** As the service has them, as far as this page knows. */
const keptLists = new Map<Id, SongList>();

const keyOf = (id: Id): string => `list ${id}`;

function show(list: SongList): void {
  shownLists.set(new Map([...shownLists.get(), [list.id, list]]));
}

function know(list: SongList): void {
  keptLists.set(list.id, list);
  show(list);
}

/** Asks for all playlists; those with changes under way stay as they are shown. */
export async function loadLists(signal?: AbortSignal): Promise<SongList[]> {
  const { lists } = await getLists(signal);
  for (const list of lists) if (!underWay(keyOf(list.id))) know(list);
  return lists.map((list) => shownLists.get().get(list.id) ?? list);
}

/** Changes the name or the songs of a playlist; throws when that was not kept, and then shows what is kept. */
export function changeList(list: SongList, change: (now: SongList) => Partial<SongList>): Promise<SongList> {
  const { id } = list;
  if (!keptLists.has(id)) know(list);
  const now = shownLists.get().get(id) ?? list;
  const next = { ...now, ...change(now) };
  show(next);
  return inOrder(keyOf(id), async () => {
    try {
      const saved = await saveList(next, keptLists.get(id));
      keptLists.set(id, saved);
      return saved;
    } catch (error) {
      // What somebody else made of it meanwhile is shown, so that the next change starts from there.
      await getList(id).then(know, () => show(keptLists.get(id) ?? list));
      throw error;
    }
  });
}

/** Deletes a playlist when its last change was kept. */
export const deleteList = (id: Id): Promise<void> =>
  inOrder(keyOf(id), async () => {
    await dropList(id);
    keptLists.delete(id);
  });
