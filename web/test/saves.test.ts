// Changes that are made quickly one after the other, as the service sees them.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inOrder, underWay } from '../src/api/in_order';
import type { SongList } from '../src/api/types';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** A service with one list that demands If-Match, answering the first request last. */
function service(first: Pick<SongList, 'name' | 'songs'>) {
  const state = { list: { id: 7, ...first } as SongList, version: 1, refused: 0, saved: [] as string[] };
  let asked = 0;
  const answer = async (url: string, request: RequestInit = {}): Promise<Response> => {
    asked += 1;
    const late = 10 - Math.min(9, asked);
    for (let i = 0; i < late; i += 1) await Promise.resolve();
    const tag = { etag: `"${state.version}"` };
    if (request.method === 'PUT') {
      if (new Headers(request.headers).get('If-Match') !== tag.etag) {
        state.refused += 1;
        return Response.json({ error: { kind: 'conflict', message: 'changed' } }, { status: 412 });
      }
      state.list = { ...state.list, ...(JSON.parse(String(request.body)) as Partial<SongList>) };
      state.version += 1;
      state.saved.push(`${state.list.name}: ${state.list.songs.join()}`);
      return Response.json(state.list, { headers: { etag: `"${state.version}"` } });
    }
    if (url.endsWith('/lists')) return Response.json({ lists: [state.list] });
    return Response.json(state.list, { headers: tag });
  };
  vi.stubGlobal('fetch', answer);
  return state;
}

const saves = () => import('../src/playlists/saves');

describe('a playlist that is changed in several places at once', () => {
  it('keeps every change, whichever answer comes first', async () => {
    const state = service({ name: 'rain', songs: [1, 2, 3] });
    const { changeList, loadLists, shownLists } = await saves();
    const [list] = await loadLists();
    if (!list) throw new Error('there is a list');
    // Moved, renamed by its dialog, and a song added from another view that still has the list as it was.
    const all = [
      changeList(list, () => ({ songs: [3, 1, 2] })),
      changeList(list, () => ({ name: 'snow' })),
      changeList(list, (now) => ({ songs: [...now.songs, 9] })),
    ];
    expect(shownLists.get().get(7)?.songs).toEqual([3, 1, 2, 9]);
    await Promise.all(all);
    expect(state.refused).toBe(0);
    expect(state.saved).toEqual(['rain: 3,1,2', 'snow: 3,1,2', 'snow: 3,1,2,9']);
    expect(shownLists.get().get(7)).toEqual(state.list);
  });

  it('never overwrites what somebody else has changed meanwhile, and shows that', async () => {
    const state = service({ name: 'rain', songs: [1] });
    const { changeList, loadLists, shownLists } = await saves();
    const [list] = await loadLists();
    if (!list) throw new Error('there is a list');
    state.list = { ...state.list, songs: [1, 5] };
    state.version += 1;
    await expect(changeList(list, () => ({ songs: [] }))).rejects.toThrow('Somebody else has changed');
    expect(state.list.songs).toEqual([1, 5]);
    expect(shownLists.get().get(7)?.songs).toEqual([1, 5]);
    await changeList(list, (now) => ({ songs: [...now.songs, 6] }));
    expect(state.list.songs).toEqual([1, 5, 6]);
  });
});

describe('changes to one thing', () => {
  it('go out in the order they were made, and one that fails does not stop the next', async () => {
    const log: string[] = [];
    const slow = inOrder('heart', async () => {
      for (let i = 0; i < 20; i += 1) await Promise.resolve();
      log.push('on');
      throw new Error('gone');
    });
    const quick = inOrder('heart', async () => log.push('off'));
    const other = inOrder('another', async () => log.push('at once'));
    expect(underWay('heart')).toBe(true);
    await expect(slow).rejects.toThrow('gone');
    await Promise.all([quick, other]);
    expect(log).toEqual(['at once', 'on', 'off']);
    await Promise.resolve();
    expect(underWay('heart')).toBe(false);
  });
});
