// What the service answers: the shapes of docs/service.md, as far as the page reads them.

export type SongId = number;

export interface SongHead {
  id: SongId;
  artist: string;
  title: string;
  year?: number | null;
  genre?: string;
  topic?: string;
}

export interface ScorePart {
  kind: string;
  value: number;
  because?: string[];
}

export interface Explicitness {
  weight: number;
  words: string[];
}

export interface RecommendedSong extends SongHead {
  score: number;
  topic: string;
  confidence: number;
  why: string[];
  parts?: ScorePart[];
  mixture?: Record<string, number>;
  explicit?: Explicitness;
  inferred?: boolean;
  file?: string;
}

export interface Recommendation {
  query: unknown;
  fallback: boolean;
  from_songbook?: boolean;
  passed?: number;
  milliseconds?: number;
  songs: RecommendedSong[];
}

export interface WordShare {
  word: string;
  count: number;
  topic: string;
  share: number;
}

/** A word where it stands in the text that was sent: offsets in UTF-16 units. */
export interface Span {
  begin: number;
  end: number;
  word: string;
  topic: string;
  share: number;
}

export interface Classification {
  topic: string;
  confidence: number;
  topics: Record<string, number>;
  mixture: Record<string, number>;
  counted_words: number;
  words?: WordShare[];
  spans?: Span[];
}

export interface Mood {
  name: string;
  valence: number;
  energy: number;
}

export interface TopicNames {
  topics: string[];
  mixture_parts: string[];
  moods?: Mood[];
}

export interface LibraryFacts {
  songs: number;
  with_lyrics?: number;
  with_audio?: number;
  inferred?: number;
  from_songbook?: boolean;
  genres?: { name: string; songs: number }[];
  years?: { first?: number | null; last?: number | null };
  model?: { id?: string; kind?: string };
  version?: string;
  generation?: number | string;
}

export interface FoundSong extends SongHead {
  line?: string;
}

export interface FoundSongs {
  total: number;
  from_songbook?: boolean;
  songs: FoundSong[];
}

export interface SongDetail extends SongHead {
  confidence?: number;
  topics?: Record<string, number>;
  mixture?: Record<string, number>;
  counted_words?: number;
  inferred?: boolean;
  audio?: Record<string, number | null>;
  words?: WordShare[];
  explicit?: Explicitness;
  lyrics?: string;
  file?: string;
  blocked?: boolean;
  flag?: unknown;
}

export interface MapColumns {
  id: number[];
  x: number[];
  y: number[];
  topic: number[];
  genre: number[];
  cluster: number[];
  artist: string[];
  title: string[];
}

export interface MapAnswer {
  songs: MapColumns;
  topics: string[];
  genres: string[];
}

export interface FeatureSummary {
  mean: number | null;
  std: number | null;
  quartiles?: (number | null)[];
  skewness?: number | null;
}

export interface Analysis {
  rows: number;
  missing?: Record<string, number>;
  summary?: Record<string, FeatureSummary>;
  correlation?: { features: string[]; matrix: (number | null)[][] };
  pca?: { explained: number[]; components?: number[][] };
  kmeans?: {
    scan?: { k: number; inertia: number; silhouette: number | null }[];
    k: number;
    centers?: unknown;
    sizes: number[];
  };
  [more: string]: unknown;
}

export interface ModelEntry {
  file: string;
  kind: string;
  id: string;
  card?: Record<string, unknown>;
  scores?: Record<string, unknown>;
  bytes?: number;
  current?: boolean;
}

export interface SongList {
  id: number | string;
  name: string;
  songs: SongId[];
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

export interface Job {
  id: number | string;
  kind: string;
  state: JobState;
  what?: string;
  done?: number;
  total?: number;
  started?: string | number | null;
  ended?: string | number | null;
  result?: unknown;
  error?: { kind?: string; message?: string } | string | null;
}

export interface RejectedRow {
  file?: string;
  source?: string;
  line?: number;
  reason: string;
}

export interface Blocks {
  songs?: SongHead[];
  artists?: string[];
}

export interface Flag {
  id?: number | string;
  song?: SongHead | SongId | null;
  lyrics?: string;
  query?: unknown;
  note?: string;
  at?: string;
}
