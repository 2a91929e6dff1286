// The service's verbs, one function each.
import { ask, send } from './client';
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
export const getSong = (id: T.SongId, signal?: AbortSignal) => ask<T.SongDetail>(`songs/${id}`, { signal });
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
export const saveList = (list: T.SongList) =>
  ask<T.SongList>(listPath(list.id), { method: 'PUT', body: { name: list.name, songs: list.songs } });
export const dropList = (id: T.SongList['id']) => ask<void>(listPath(id), { method: 'DELETE' });

export type PlaylistFormat = 'm3u8' | 'xspf' | 'jspf' | 'csv';
export async function exportPlaylist(songs: T.SongId[], format: PlaylistFormat, title: string): Promise<Blob> {
  const response = await send('playlists/export', { method: 'POST', body: { songs, format, title }, accept: '*/*' });
  return response.blob();
}

export type Blocked = { song: T.SongId } | { artist: string };
export const getBlocks = (signal?: AbortSignal) => ask<T.Blocks>('blocks', { signal });
export const block = (what: Blocked) => ask<unknown>('blocks', { method: 'POST', body: what });
export const unblock = (what: Blocked) => ask<unknown>('blocks', { method: 'DELETE', body: what });

export interface NewFlag {
  song?: T.SongId;
  lyrics?: string;
  query?: unknown;
  note: string;
}
export const flag = (doubt: NewFlag) => ask<unknown>('flags', { method: 'POST', body: doubt });
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
