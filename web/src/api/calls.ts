// The service's verbs, one function each.
import { ApiError, ask, send } from './client';
import type * as T from './types';

const search = (values: Record<string, string | number | undefined>): string => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) params.set(name, String(value));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
};

export const getTopics = (signal?: AbortSignal) => ask<T.TopicNames>('topics', { signal });
export const getLibrary = (signal?: AbortSignal) => ask<T.LibraryFacts>('library', { signal });
export const recommend = (body: Record<string, unknown>, signal?: AbortSignal) =>
  ask<T.Recommendation>('recommend', { method: 'POST', body, signal });
export const classify = (lyrics: string, signal?: AbortSignal) =>
  ask<T.Classification>('classify', { method: 'POST', body: { lyrics, explain: true }, signal });
export const findSongs = (q: string, limit: number, offset = 0, signal?: AbortSignal) =>
  ask<T.FoundSongs>(`songs${search({ q, limit, offset })}`, { signal });

/** Which songs of the library, and in which order; see GET songs. */
export interface Browse {
  q?: string | undefined;
  artist?: string | undefined;
  album?: string | undefined;
  album_of?: string | undefined;
  genre?: string | undefined;
  topic?: string | undefined;
  years?: string | undefined;
  read?: string | undefined;
  guessed?: string | undefined;
  corrected?: string | undefined;
  gone?: string | undefined;
  named?: string | undefined;
  sort?: string | undefined;
  descending?: string | undefined;
}
export const browseSongs = (browse: Browse, limit: number, offset: number, signal?: AbortSignal) =>
  ask<T.FoundSongs>(`songs${search({ ...browse, limit, offset })}`, { signal });
export const getAlbums = (q: string, limit: number, offset: number, signal?: AbortSignal) =>
  ask<T.Albums>(`albums${search({ q, limit, offset })}`, { signal });
export const getArtists = (q: string, limit: number, offset: number, signal?: AbortSignal) =>
  ask<T.Artists>(`artists${search({ q, limit, offset })}`, { signal });
export const getLargestArtists = (limit: number, signal?: AbortSignal) =>
  ask<T.Artists>(`artists${search({ limit, sort: 'songs' })}`, { signal });
export const songFile = (id: T.SongId): string => `/api/v1/songs/${id}/audio`;
export const coverOf = (id: T.SongId, size: number): string => `/api/v1/songs/${id}/cover${search({ size })}`;
export const getLyric = (id: T.SongId, signal?: AbortSignal) => ask<T.SungLyric>(`songs/${id}/lyrics`, { signal });

export const removeSongs = (songs: T.SongId[]) => ask<T.Removed>('removed', { method: 'POST', body: { songs } });
export const removeAll = (which: 'gone' | 'songbook') => ask<T.Removed>('removed', { method: 'POST', body: { which } });
export const restoreSongs = (songs: T.SongId[]) => ask<unknown>('removed/restore', { method: 'POST', body: { songs } });
export const getRemoved = (signal?: AbortSignal) => ask<T.RemovedSongs>('removed', { signal });
export const correctTopic = (id: T.SongId, topic: string) =>
  ask<void>(`songs/${id}/topic`, { method: 'PUT', body: { topic } });
export const withdrawTopic = (id: T.SongId) => ask<void>(`songs/${id}/topic`, { method: 'DELETE' });

export const getFolders = (path: string, signal?: AbortSignal) =>
  ask<T.Folders>(`folders${search({ path })}`, { signal });
export const getDoctor = (signal?: AbortSignal) => ask<T.DoctorReport>('doctor', { signal });
export const getTagChanges = (signal?: AbortSignal) => ask<T.MoodReport>('tags', { signal });
export const getMe = (signal?: AbortSignal) => ask<T.Holder>('me', { signal });
export const getTokens = (signal?: AbortSignal) => ask<T.Tokens>('tokens', { signal });
export const makeToken = (name: string, scope: string, days: number) =>
  ask<T.MadeToken>('tokens', { method: 'POST', body: { name, scope, days } });
export const dropToken = (name: string) => ask<void>(`tokens/${encodeURIComponent(name)}`, { method: 'DELETE' });

/** What a listener did with a song. */
export type PlayKind = 'played' | 'skipped' | 'loved' | 'disliked';
const ofListener = (name: string, rest = ''): string => `listeners/${encodeURIComponent(name)}${rest}`;
export const getListeners = (signal?: AbortSignal) => ask<T.Listeners>('listeners', { signal });
export const getListener = (name: string, signal?: AbortSignal) => ask<T.ListenerPage>(ofListener(name), { signal });
export const addPlay = (name: string, song: T.SongId, kind: PlayKind) =>
  ask<unknown>(ofListener(name, '/plays'), { method: 'POST', body: { song, kind } });
export const addHeart = (name: string, song: T.SongId) =>
  ask<unknown>(ofListener(name, '/hearts'), { method: 'POST', body: { song } });
export const dropHeart = (name: string, song: T.SongId) =>
  ask<unknown>(ofListener(name, '/hearts'), { method: 'DELETE', body: { song } });

/** A cell of a confusion matrix. */
type Cell = { label: string; predicted: string };
const ofRun = (name: string, rest = ''): string => `runs/${encodeURIComponent(name)}${rest}`;
export const getRuns = (signal?: AbortSignal) => ask<T.Runs>('runs', { signal });
export const getRun = (name: string, signal?: AbortSignal) => ask<T.RunDetail>(ofRun(name), { signal });
export const getRunSongs = (name: string, part: string, cell: Cell, limit: number, signal?: AbortSignal) =>
  ask<T.AnsweredSongs>(ofRun(name, `/songs${search({ part, label: cell.label, predicted: cell.predicted, limit })}`), {
    signal,
  });
export const dropRun = (name: string) => ask<void>(ofRun(name), { method: 'DELETE' });
export const restoreRun = (name: string) => ask<void>(ofRun(name, '/restore'), { method: 'POST' });
export const getScores = (signal?: AbortSignal) => ask<T.LibraryScores>('scores', { signal });
export const getScoreSongs = (cell: Cell, limit: number, signal?: AbortSignal) =>
  ask<T.LabelledSongs>(`scores/songs${search({ label: cell.label, predicted: cell.predicted, limit })}`, { signal });

export const getWishes = (signal?: AbortSignal) => ask<T.Wishes>('wishes', { signal });
export const learnWish = (name: string, yes: T.SongId[], no: T.SongId[]) =>
  ask<T.LearnedWish>('wishes', { method: 'POST', body: { name, yes, no } });
export const forgetWish = (name: string) => ask<void>(`wishes/${encodeURIComponent(name)}`, { method: 'DELETE' });
export const getSong = (id: T.SongId, signal?: AbortSignal) => ask<T.SongDetail>(`songs/${id}`, { signal });
export const getSoundsLike = (id: T.SongId, n: number, signal?: AbortSignal) =>
  ask<T.SoundNeighbours>(`songs/${id}/sounds-like${search({ n })}`, { signal });
export const getSimilar = (id: T.SongId, n: number, signal?: AbortSignal) =>
  ask<{ songs: T.RecommendedSong[] }>(`songs/${id}/similar${search({ n })}`, { signal });
export const getMap = (limit: number, signal?: AbortSignal) =>
  ask<T.MapAnswer>(`map${search({ form: 'columns', limit })}`, { signal });
export const getAnalysis = (signal?: AbortSignal) => ask<T.Analysis>('eda', { signal });
export const getModels = (signal?: AbortSignal) => ask<{ models: T.ModelEntry[] }>('models', { signal });

export const getLists = (signal?: AbortSignal) => ask<{ lists: T.SongList[] }>('lists', { signal });
export const makeList = (name: string, songs: T.SongId[]) =>
  ask<T.SongList>('lists', { method: 'POST', body: { name, songs } });
const listPath = (id: T.SongList['id']) => `lists/${encodeURIComponent(id)}`;
export const getList = (id: T.SongList['id'], signal?: AbortSignal) => ask<T.SongList>(listPath(id), { signal });
const kMostAtOnce = 500;
/** Songs by their numbers, in one request for each 500; those that are not there are left out. */
export async function getSongs(ids: T.SongId[], signal?: AbortSignal): Promise<T.FoundSong[]> {
  const found: T.FoundSong[] = [];
  for (let at = 0; at < ids.length; at += kMostAtOnce) {
    const part = ids.slice(at, at + kMostAtOnce);
    const { songs } = await ask<T.FoundSongs>(`songs${search({ ids: part.join(), limit: part.length })}`, { signal });
    found.push(...songs);
  }
  return found;
}
/** Only when nobody has changed the list since `known` was read. */
export const saveList = async (list: T.SongList, known?: T.SongList): Promise<T.SongList> => {
  const headers: Record<string, string> = {};
  if (known) {
    // The tag is that of the list as it is now; who changed it meanwhile is found by its content.
    const now = await send(listPath(list.id));
    const there = (await now.json()) as T.SongList;
    if (there.name !== known.name || there.songs.join() !== known.songs.join())
      throw new ApiError(412, 'conflict', `Somebody else has changed “${there.name}” meanwhile. Open it again.`);
    const tag = now.headers.get('etag');
    if (tag) headers['If-Match'] = tag;
  }
  return ask<T.SongList>(listPath(list.id), {
    method: 'PUT',
    body: { name: list.name, songs: list.songs },
    headers,
  });
};
export const dropList = (id: T.SongList['id']) => ask<void>(listPath(id), { method: 'DELETE' });

export type PlaylistFormat = 'm3u8' | 'xspf' | 'jspf' | 'csv';
/** How files are named in an export: see POST playlists/export. */
export type Paths = { paths: 'common' | 'absolute' } | { paths: 'folder'; folder: string };
export async function exportPlaylist(
  songs: T.SongId[],
  format: PlaylistFormat,
  title: string,
  paths: Paths,
): Promise<Blob> {
  const response = await send('playlists/export', {
    method: 'POST',
    body: { songs, format, title, ...paths },
    accept: '*/*',
  });
  return response.blob();
}

export type Blocked = { song: T.SongId } | { artist: string };
export const getBlocks = (signal?: AbortSignal) => ask<T.Blocks>('blocks', { signal });
export const block = (what: Blocked) => ask<unknown>('blocks', { method: 'POST', body: what });
export const unblock = (what: Blocked) =>
  ask<void>('song' in what ? `blocks/songs/${what.song}` : `blocks/artists/${encodeURIComponent(what.artist)}`, {
    method: 'DELETE',
  });

export interface NewFlag {
  song?: T.SongId;
  lyrics?: string;
  query?: unknown;
  note: string;
}
export const flag = (doubt: NewFlag) => ask<unknown>('flags', { method: 'POST', body: doubt });
export const dropFlag = (id: T.Flag['id']) => ask<void>(`flags/${id}`, { method: 'DELETE' });
export const getFlags = (signal?: AbortSignal) => ask<{ flags: T.Flag[] }>('flags', { signal });

export const startJob = (kind: string, more: Record<string, unknown> = {}) =>
  ask<T.Job>('jobs', { method: 'POST', body: { kind, ...more } });
export const getJobs = (signal?: AbortSignal) => ask<{ jobs: T.Job[] }>('jobs', { signal });
export const cancelJob = (id: T.Job['id']) => ask<unknown>(`jobs/${id}/cancel`, { method: 'POST', body: {} });
export const getRejects = (limit: number, offset: number, signal?: AbortSignal) =>
  ask<{ total?: number; rejects?: T.RejectedRow[]; rejected?: T.RejectedRow[] }>(
    `rejects${search({ limit, offset })}`,
    { signal },
  );
