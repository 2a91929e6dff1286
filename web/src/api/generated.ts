// What the service takes and gives. Made from the tables of its answers by tests/service/types_test.cpp: do not
// change it by hand.

export interface AlbumLine {
  album: string;
  /** Various artists when its songs are not of one */
  artist: string;
  songs: number;
  /** the earliest; null when not known */
  year: number | null;
  /** one of them, with the cover */
  song: number;
}

export interface Albums {
  total: number;
  /** by name */
  albums: AlbumLine[];
}

export interface AlikePathRequest {
  /** the first song as another program knows it */
  from: { server_id?: string; recording_id?: string; isrc?: string; artist?: string; title?: string; album?: string; length_ms?: number; };
  /** the last one */
  to: { server_id?: string; recording_id?: string; isrc?: string; artist?: string; title?: string; album?: string; length_ms?: number; };
  /** the music server that asks, as `servers list` names it: only songs it has are told */
  server?: string;
  /** how many songs, both ends included */
  n?: number;
}

export const kAlikePathRequestLimits = {
  n: { least: 2, most: 200, standard: 25 },
} as const;

export interface AlikeRequest {
  /** a song as another program knows it; without title and ids an album's or an artist's songs */
  song: { server_id?: string; recording_id?: string; isrc?: string; artist?: string; title?: string; album?: string; length_ms?: number; };
  /** the music server that asks, as `servers list` names it: only songs it has are told */
  server?: string;
  /** how many songs */
  n?: number;
}

export const kAlikeRequestLimits = {
  n: { least: 1, most: 500, standard: 50 },
} as const;

export interface AlikeSong {
  /** 1: alike in all that is known; -1: not known */
  similarity: number;
  song: FoundSong;
}

export interface AlikeSongs {
  /** the library has what was asked about */
  found: boolean;
  /** the likest first, or along the path; none when nothing is known */
  songs: AlikeSong[];
}

export interface Analysis {
  source: string;
  /** songs */
  rows: number;
  /** of the file */
  columns?: number;
  /** rows that could not be read */
  rejected: number;
  /** rows without a value, by column */
  missing: Record<string, number>;
  summary: Record<string, FeatureSummary>;
  counts: SongCounts;
  /** whose word the topics are */
  topic_source: 'labels' | 'model' | 'none';
  joint: JointFeatures;
  correlation: Correlation;
  pca: PrincipalComponents;
  kmeans: Clusters;
  topics_by_decade: TopicsByDecade;
  topic_words: Record<string, TellingWord[]>;
  decade_words: Record<string, TellingWord[]>;
  different_words: number;
  songs_with_words: number;
  topic_clusters: TopicClusters;
  /** what is odd about the data, in sentences */
  findings: string[];
  seed: number;
}

export interface AnsweredSong {
  /** validation or test */
  part: string;
  /** in its file */
  line: number;
  artist: string;
  title: string;
  /** its own */
  label: string;
  /** the most probable one */
  predicted: string;
  /** how probable that is, 0..1 */
  confidence: number;
}

export interface AnsweredSongs {
  /** that fit */
  total: number;
  songs: AnsweredSong[];
}

export interface ArtistLine {
  artist: string;
  songs: number;
  albums: number;
  /** one of them */
  song: number;
}

export interface ArtistOpinion {
  training_file: string;
  is_the_models: boolean;
  without_an_artist: number;
  other_artists: GroupScore | null;
  shared_artists: GroupScore | null;
}

export interface Artists {
  total: number;
  /** by name */
  artists: ArtistLine[];
}

export interface Averages {
  precision: number;
  recall: number;
  f1: number;
}

export interface Blocked {
  /** number of a song */
  song?: number;
  /** every song of an artist */
  artist?: string;
}

export interface Blocks {
  songs: SongHead[];
  /** in lower case */
  artists: string[];
}

export interface Calibration {
  /** expected calibration error */
  ece: number;
  negative_log_likelihood: number;
  /** equally wide, from probability 0 to 1 */
  bins: CalibrationBin[];
}

export interface CalibrationBin {
  songs: number;
  /** mean of the highest probability */
  confidence: number;
  /** of right answers */
  accuracy: number;
}

export interface ChangedEvents {
  /** that are new or gone */
  events: number;
}

export interface ChangedList {
  name: string;
  /** in the list's order */
  songs: number[];
}

export interface ChosenSong {
  /** number of the song in this library */
  id?: number;
  artist?: string;
  title?: string;
  /** null when not known */
  year?: number | null;
  /** empty when not known */
  genre?: string;
  /** empty when the model could not tell */
  topic?: string;
  /** the line of the lyric that holds the words */
  line?: string;
  /** when the song's file names one */
  album?: string;
  /** of the album's */
  disc?: number | null;
  /** of the disc's */
  track?: number | null;
  length_ms?: number | null;
  /** it has a music file that is there */
  playable?: boolean;
  /** its files were there once and are not now */
  gone?: boolean;
  /** its topic is a guess: the song has no lyrics */
  inferred?: boolean;
  /** its topic is what a person said */
  corrected?: boolean;
  /** MusicBrainz's, as the next two */
  recording_id?: string;
  release_id?: string;
  artist_id?: string;
  /** International Standard Recording Code */
  isrc?: string;
  /** where music servers have it */
  server_ids?: ServerId[];
}

export interface ChosenSongs {
  /** the library is empty; the songs that came along are listed */
  from_songbook: boolean;
  /** songs that match, those not listed included */
  total: number;
  songs: ChosenSong[];
  /** what was searched for, when nothing has the words as they were typed */
  corrected?: string;
  /** cursor of the songs after these */
  next?: string;
}

export interface ClassScores {
  topic: string;
  precision: number;
  recall: number;
  f1: number;
  /** of its own songs, which is the recall */
  accuracy: number;
  /** songs of this label */
  support: number;
}

export interface Classification {
  /** as it was given */
  id: string;
  /** null when the model knows none of its words */
  topic: string | null;
  /** the model's probability of the topic */
  confidence: number;
  /** above their thresholds, of a model that gives many */
  labels?: string[];
  /** probabilities */
  topics: Record<string, number>;
  /** weights of topics */
  mixture: Record<string, number>;
  /** words of the lyric that the model knows */
  counted_words: number;
  /** code of the language that most of the lyric is in; null when it cannot be told */
  language: string | null;
  /** it was read by what its words say in English */
  carried_over: boolean;
  /** words that were carried over to English */
  carried_words?: number;
  /** that spoke for topics, strongest first */
  words?: WordShare[];
  /** where in the lyric the words stand that spoke for topics */
  spans?: WordSpan[];
}

export interface Classifications {
  answers: Classification[];
}

export interface ClassifyBatch {
  lyrics: ClassifyRequest[];
}

export interface ClassifyRequest {
  lyrics: string;
  /** given back as it is */
  id?: string;
  /** also say which words spoke for which topics */
  explain?: boolean;
  /** corpus: as sung; none: already cleaned */
  pipeline?: 'corpus' | 'none';
}

export interface ClusterProfile {
  /** such as high energy, low acousticness */
  name: string;
  songs: number;
  /** in the features' own units */
  mean: (number | null)[];
  /** by the center's distance from 0, standardised */
  strongest: ({ feature: string; value: number | null; })[];
  /** the center on the first two components */
  at: (number | null)[];
  age_quartiles: (number | null)[];
}

export interface ClusterScan {
  k: number;
  inertia: number | null;
  silhouette: number | null;
  /** standard error */
  silhouette_error: number | null;
}

export interface Clusters {
  scan: ClusterScan[];
  /** songs in the silhouette's sample */
  silhouette_rows: number;
  /** the number of clusters at the elbow */
  elbow: number | null;
  /** the number that auto takes */
  by_criteria: number | null;
  /** the number was not asked for */
  automatic: boolean;
  k: number;
  inertia: number | null;
  /** standardised */
  centers: ((number | null)[])[];
  sizes: number[];
  clusters: ClusterProfile[];
  /** songs of each cluster by genre */
  genres: number[][];
  /** why there are no clusters */
  why_not: string | null;
}

export interface Confusion {
  labels: string[];
  /** songs of a label (row) that were given a label (column) */
  counts: number[][];
}

export interface Correlation {
  features: string[];
  matrix: ((number | null)[])[];
}

export interface CrossValidation {
  /** 0: each seed has a division of its own */
  folds: number;
  /** no artist is learned from and scored */
  grouped: boolean;
  accuracy: Spread;
  macro_f1: Spread;
  /** one a training */
  scores: FoldScore[];
  /** every song scored once */
  pooled_accuracy?: number;
}

export interface CurvePoint {
  /** learned from */
  songs: number;
  /** 0..1 */
  accuracy: number;
  /** 0..1 */
  macro_f1: number;
}

export interface DecadeScore {
  decade: string;
  songs: number;
  accuracy: number;
  /** both ends, 95 % */
  accuracy_interval: number[];
  macro_f1: number;
  /** both ends, 95 % */
  macro_f1_interval: number[];
  ece: number;
}

export interface DoctorReport {
  files: number;
  songs: number;
  /** findings by kind */
  counts: Record<string, number>;
  findings: Finding[];
}

export interface Epoch {
  /** from 1 */
  epoch: number;
  train_loss: number | null;
  validation_loss: number | null;
  /** 0..1 */
  validation_accuracy: number | null;
  /** since training began */
  seconds: number;
}

export interface Error {
  error: { kind: string; message: string; field?: string; };
  /** also in the log */
  request_id: string;
}

export interface Evaluation {
  songs: number;
  accuracy: number;
  /** both ends, 95 % */
  accuracy_interval: number[];
  weighted: Averages;
  macro: Averages;
  /** both ends, 95 % */
  macro_f1_interval: number[];
  classes: ClassScores[];
  confusion: Confusion;
  findings: Findings;
  calibration: Calibration;
  genres?: GenreScore[];
  decades?: DecadeScore[];
  artist_disjoint?: ArtistOpinion;
}

export interface Explicitness {
  /** how much of the lyric is obscene; null when the model cannot tell */
  weight: number | null;
  /** it counts as explicit */
  explicit: boolean;
  /** by a published flag or its strong words */
  level: 'none' | 'mild' | 'explicit';
  /** words that say so */
  words: string[];
  /** who published it says that it is explicit; null when nobody says */
  published: boolean | null;
  /** where that was read */
  published_by?: 'data set' | 'tag' | 'measured' | 'guessed';
  /** what the level rests on */
  basis: 'published' | 'estimated' | 'unknown';
}

export interface FeatureSummary {
  /** values that are there */
  count: number;
  /** rows without a value */
  missing: number;
  /** cells with something else than a number */
  unreadable: number;
  /** cells with a number that is too large */
  infinite: number;
  /** null: too few values, as in the others */
  mean: number | null;
  /** standard deviation with n - 1 */
  std: number | null;
  quartiles: (number | null)[];
  min: number | null;
  max: number | null;
  /** biased */
  skewness: number | null;
  histogram?: Histogram;
  /** its integral is 1 */
  density?: (number | null)[];
}

export interface Finding {
  kind: string;
  file: string;
  /** null: it became none */
  song: number | null;
  artist: string;
  title: string;
  /** what is wrong or doubtful */
  reason: string;
  /** what to do */
  advice: string;
}

export interface Findings {
  /** recalled best */
  best_class: string;
  /** recalled worst */
  worst_class: string;
  /** its label, and the one it was given */
  most_confused: string[];
  most_confused_songs?: number;
}

export interface Flag {
  id: number;
  /** seconds since 1970 */
  at: number;
  note: string;
  /** the song it is about */
  song?: number | null;
  /** the text it is about */
  lyrics?: string;
  /** the question it is about */
  query?: Record<string, unknown>;
}

export interface FlagNumber {
  id: number;
}

export interface Flags {
  flags: Flag[];
}

export interface FoldScore {
  seed: number;
  /** from 1 */
  fold?: number;
  /** songs learned from */
  trained: number;
  /** songs scored */
  songs: number;
  /** 0..1 */
  accuracy: number;
  /** 0..1 */
  macro_f1: number;
}

export interface Folders {
  /** the folder, links followed */
  path: string;
  /** null when it may not be read */
  above: string | null;
  /** names, hidden ones apart */
  folders: string[];
}

export interface FoundSong {
  /** number of the song in this library */
  id: number;
  artist: string;
  title: string;
  /** null when not known */
  year: number | null;
  /** empty when not known */
  genre: string;
  /** empty when the model could not tell */
  topic: string;
  /** the line of the lyric that holds the words */
  line?: string;
  /** when the song's file names one */
  album?: string;
  /** of the album's */
  disc?: number | null;
  /** of the disc's */
  track?: number | null;
  length_ms?: number | null;
  /** it has a music file that is there */
  playable?: boolean;
  /** its files were there once and are not now */
  gone?: boolean;
  /** its topic is a guess: the song has no lyrics */
  inferred?: boolean;
  /** its topic is what a person said */
  corrected?: boolean;
  /** MusicBrainz's, as the next two */
  recording_id?: string;
  release_id?: string;
  artist_id?: string;
  /** International Standard Recording Code */
  isrc?: string;
  /** where music servers have it */
  server_ids?: ServerId[];
}

export interface FoundSongs {
  /** the library is empty; the songs that came along are listed */
  from_songbook: boolean;
  /** songs that match, those not listed included */
  total: number;
  songs: FoundSong[];
  /** what was searched for, when nothing has the words as they were typed */
  corrected?: string;
  /** cursor of the songs after these */
  next?: string;
}

export interface GenreCount {
  name: string;
  songs: number;
}

export interface GenreScore {
  genre: string;
  songs: number;
  accuracy: number;
  /** both ends, 95 % */
  accuracy_interval: number[];
  macro_f1: number;
  /** both ends, 95 % */
  macro_f1_interval: number[];
  ece: number;
}

export interface GroupScore {
  songs: number;
  accuracy: number;
  /** both ends, 95 % */
  accuracy_interval: number[];
  macro_f1: number;
  /** both ends, 95 % */
  macro_f1_interval: number[];
  ece: number;
}

export interface Heart {
  /** number of a song */
  song: number;
}

export interface Histogram {
  begin: number;
  /** of a bin */
  width: number;
  counts: number[];
}

export interface Holder {
  /** of the token; empty for who started the service */
  name: string;
  /** each may also do what those before may */
  scope: 'listen' | 'keep' | 'manage';
}

export interface Job {
  id: number;
  kind: string;
  /** what was asked for */
  wish: Record<string, unknown>;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  /** what it does right now */
  what: string;
  done: number;
  /** 0: not known */
  total: number;
  /** seconds since 1970; 0: not yet */
  started: number;
  /** seconds since 1970; 0: not yet */
  ended: number;
  /** as RFC 3339; null: not yet */
  started_at: string | null;
  /** as RFC 3339; null: not yet */
  ended_at: string | null;
  /** as the command's --json */
  result?: Record<string, unknown>;
  /** why it failed */
  error?: string;
  /** as in the body of an error */
  error_kind?: string;
}

export interface JobRequest {
  kind: 'import' | 'scan' | 'songbook' | 'eda' | 'train';
  /** of import and train: a CSV file, of scan: a folder, on the machine of the service */
  path?: string;
  model?: 'equilibrium' | 'ffnn' | 'ffnn-tuned' | 'transformer';
  lyrics?: 'auto' | 'sung' | 'cleaned';
  columns?: string[];
}

export interface Jobs {
  jobs: Job[];
}

export interface JointFeatures {
  features: string[];
  complete_rows: number;
  left_out: LeftOut[];
  /** over the complete rows */
  mean: (number | null)[];
  /** with n, over the complete rows */
  std: (number | null)[];
  /** why there is no joint analysis */
  why_not: string | null;
}

export interface LabelledSong {
  /** number of a song */
  id: number;
  artist: string;
  title: string;
  /** its own */
  label: string;
  /** the most probable one */
  predicted: string;
  /** how probable that is, 0..1 */
  confidence: number;
}

export interface LabelledSongs {
  /** that fit */
  total: number;
  songs: LabelledSong[];
}

export interface LearnedWish {
  name: string;
  /** songs that are meant */
  yes: number;
  /** songs that are not */
  no: number;
  /** songs of the lists that the library does not have */
  not_found: number;
  /** on other artists */
  auc: number;
  /** 95 % interval */
  interval: number[];
  penalty: number;
  /** the learning itself */
  milliseconds: number;
  for: WishReason[];
  against: WishReason[];
  file: string;
}

export interface LearningCurve {
  /** from 1 */
  epoch: number;
  train_loss: number | null;
  validation_loss: number | null;
  /** 0..1 */
  validation_accuracy: number | null;
}

export interface LeftOut {
  feature: string;
  reason: string;
}

export interface LibraryFacts {
  songs: number;
  /** songs */
  with_lyrics: number;
  /** songs */
  with_audio: number;
  /** songs whose topics are a guess */
  inferred: number;
  /** songs that have a file of their own which is there */
  own_files: number;
  /** songs whose files were there once and are not now */
  gone: number;
  /** songs that were taken out and can be brought back */
  removed: number;
  /** songs of the songbook in a library of one's own */
  songbook: number;
  /** the library is empty; these are the songs that came along */
  from_songbook: boolean;
  /** most songs first */
  genres: GenreCount[];
  /** of the songs; null when none is known */
  years: { first: number; last: number; } | null;
  model: { id: string; kind: string; };
  /** of the program */
  version: string;
  /** another number when the library has changed */
  generation: number;
}

export interface LibraryScores {
  /** SHA-256 of the model that answers */
  model: string;
  /** songs whose file said a topic */
  labelled: number;
  /** of them left out: the model has no such topic */
  other_labels: number;
  /** of them left out: too few words, or a person said their topic */
  unread: number;
  scores?: Evaluation;
}

export interface ListenerLine {
  name: string;
  /** that are liked */
  songs: number;
  /** that have a heart */
  hearts: number;
  /** plays, hearts, skips that are kept */
  events: number;
}

export interface ListenerPage {
  name: string;
  songs: ListenerSong[];
}

export interface ListenerSong {
  /** number of a song */
  song: number;
  /** plays and hearts less skips */
  strength: number;
  /** it has a heart */
  loved: boolean;
  /** it is never recommended */
  disliked: boolean;
  /** how often it was played */
  plays: number;
  /** milliseconds since 1970 (UTC) */
  last_ms: number;
}

export interface Listeners {
  listeners: ListenerLine[];
}

export interface LyricSpan {
  /** in UTF-16 code units of all lines, joined by line ends */
  begin: number;
  /** as begin */
  end: number;
  /** as the model reads it */
  word: string;
  /** the topic it speaks for most */
  topic: string;
  /** of what all words say for that topic */
  share: number;
}

export interface MadeToken {
  name: string;
  /** shown only now; 64 hexadecimal digits */
  token: string;
}

export interface MapAnswer {
  songs: MapColumns;
  topics: string[];
  genres: string[];
}

export interface MapColumns {
  id: number[];
  x: number[];
  y: number[];
  /** places in topics; -1: not known */
  topic: number[];
  /** places in genres; -1: not known */
  genre: number[];
  /** -1: in none */
  cluster: number[];
  artist: string[];
  title: string[];
}

export interface MapSong {
  id: number;
  x: number;
  y: number;
  /** empty when not known */
  topic: string;
  /** empty when not known */
  genre: string;
  /** -1: in none */
  cluster: number;
  artist: string;
  title: string;
}

export interface ModelEntry {
  file: string;
  kind: string;
  /** SHA-256 of the file */
  id: string;
  card: ModelInfo;
  scores: Record<string, number>;
  bytes: number;
  /** it is the one that answers */
  current: boolean;
}

export interface ModelInfo {
  file: string;
  /** SHA-256 of the file */
  id: string;
  bytes: number;
  format_version: string;
  /** such as equilibrium, ffnn, transformer */
  kind: string;
  /** that its words must come through */
  pipeline: string;
  /** honest or paper */
  protocol: string;
  /** what it is and what its labels are and are not */
  description: string;
  /** what the shares of its words mean */
  explanation: string;
  /** corpus or none: how it is asked when nothing is said */
  lyrics?: string;
  labels: string[];
  data: TrainingData;
  seed: number;
  /** of the program that trained it */
  version?: string;
  /** that makes it again */
  command?: string;
  /** what was asked for, by option */
  settings?: Record<string, string>;
  /** such as validation_accuracy */
  scores: Record<string, number>;
  epochs: LearningCurve[];
  /** lines that are answered again at every loading */
  samples: ModelSample[];
  tensors: TensorInfo[];
  /** every text but the card */
  texts: TextInfo[];
}

export interface ModelSample {
  /** as somebody would type it */
  text: string;
  /** the same as the model reads it */
  tokens: string;
  probabilities: number[];
}

export interface Models {
  models: ModelEntry[];
}

export interface MoodChange {
  file: string;
  /** what stands in the tag */
  before: string[];
  /** what will */
  after: string[];
  written: boolean;
}

export interface MoodReport {
  /** nothing was written */
  dry_run: boolean;
  /** music files that were looked at */
  files: number;
  /** files */
  unchanged: number;
  changes: MoodChange[];
  rejected: RejectedFile[];
}

export interface NamedMood {
  name: string;
  /** how pleasant */
  valence: number;
  /** how lively */
  energy: number;
}

export interface NamedToken {
  name: string;
  /** each may also do what those before may */
  scope: 'listen' | 'keep' | 'manage';
  /** seconds since 1970 */
  made: number;
  /** seconds since 1970; 0: never */
  ends: number;
}

export interface NewFlag {
  /** number of a song */
  song?: number;
  /** the text it is about */
  lyrics?: string;
  /** the question it is about */
  query?: Record<string, unknown>;
  note?: string;
}

export interface NewList {
  name: string;
  /** in the list's order */
  songs: number[];
  /** a list that has the name gets these songs instead */
  replace?: boolean;
}

export interface NewPlay {
  /** number of a song */
  song: number;
  /** what was done */
  kind?: 'played' | 'skipped' | 'loved' | 'disliked';
  /** milliseconds since 1970 (UTC); default: now */
  at_ms?: number;
  /** how much it counts; 0 keeps the event out */
  weight?: number;
}

export const kNewPlayLimits = {
  weight: { least: 0.0, most: 1000.0, standard: 1 },
} as const;

export interface NewSong {
  artist: string;
  title: string;
  year?: number | null;
  /** in lower case */
  genre?: string;
  lyrics?: string;
  /** cleaned: a word list as in the data set */
  form?: 'sung' | 'cleaned';
}

export interface NewSongs {
  songs: NewSong[];
}

export interface NewToken {
  /** whose it is */
  name: string;
  /** each may also do what those before may */
  scope?: 'listen' | 'keep' | 'manage';
  /** how long it lets in; 0: until it is removed */
  days?: number;
}

export const kNewTokenLimits = {
  days: { least: 0, most: 3650, standard: 0 },
} as const;

export interface PartFound {
  /** which part this is, counted from 1 */
  part: number;
  /** of how many */
  of: number;
  /** songs that could stand on a path */
  passed: number;
  passing: PartSongs[];
  others: PartSongs[];
}

export interface PartQuestion {
  question: RecommendRequest;
  /** rows that are no candidates because they were answered before */
  answered?: number[];
  /** how many songs of each kind; 0: the candidates of a path */
  most: number;
  /** what answers depend on; a part with another refuses */
  state: Record<string, string>;
}

export interface PartSongs {
  /** songs that were looked at and let in */
  offered: number;
  /** the best: of each the bits of its score and its row, four bytes each, as hexadecimal digits */
  best: string;
}

export interface PlaylistExport {
  /** in the list's order */
  songs: number[];
  format: 'm3u8' | 'xspf' | 'jspf' | 'csv';
  title?: string;
  /** how files are named: from the deepest folder that holds them all, wholly, or from `folder`, such as the music folder of a player */
  paths?: 'common' | 'absolute' | 'folder';
  /** where file names begin, with paths: folder */
  folder?: string;
}

export interface PrincipalComponents {
  features: string[];
  /** share of all variance */
  explained: (number | null)[];
  /** one a row, each of length 1 */
  components: ((number | null)[])[];
}

export interface Rain {
}

export interface RecommendRequest {
  /** in your own words, such as "sad songs about trains"; the answer's query says how it was understood, and has here what was not */
  ask?: string;
  /** love, heartbreak, party, rain, ...: `leitmotif wishes list` */
  about?: string | string[];
  /** feelings, music, night/time, obscene, romantic, sadness, violence or world/life */
  topic?: string;
  /** a mixture of topics with weights, such as sadness=0.7,romantic=0.3 */
  mix?: Record<string, number> | string;
  /** happy, calm, sad, angry, ... or VALENCE,ENERGY, each 0..1 */
  mood?: { valence: number; energy: number; name?: string; } | string;
  /** songs about the same as this text */
  text?: string;
  /** songs like this one: its number or "ARTIST - TITLE" */
  like?: number | string | (number | string)[];
  /** but not like this one */
  unlike?: number | string | (number | string)[];
  /** songs for this listener, by what was played and loved */
  for?: string;
  /** songs that go with those of a saved list, or with these songs */
  from_list?: number | string | (number | string)[];
  /** a path of songs that begins with this one */
  from?: number | string;
  /** and ends with this one */
  to?: number | string;
  /** how many songs */
  n?: number;
  /** least probability of the topic, 0..1 */
  threshold?: number;
  /** draw among the songs above the threshold (see seed), without a topic among the best; default: the best first, so that the same question has the same, surest answer */
  random?: boolean;
  /** decides the draw */
  seed?: number;
  /** only this genre */
  genre?: string | string[];
  /** only these years, such as 1970-1979 or 1975 */
  years?: number | string | null;
  /** only these beats a minute, such as 90-110 or 100 */
  tempo?: number | string | null;
  /** only songs in this key, such as C, Am, F# major or Bb minor */
  key?: string | null;
  /** only this artist */
  artist?: string | string[];
  /** how strong words may be: allow any; mild (or avoid): no explicit songs; none; only: explicit songs and no others */
  explicit?: 'allow' | 'mild' | 'none' | 'avoid' | 'only';
  /** whether instrumental songs may be given */
  instrumental?: 'allow' | 'avoid' | 'only';
  /** at most so many songs of one artist; 0: no cap */
  artist_cap?: number;
  /** 0..1: how much songs should differ from each other */
  variety?: number;
  /** which of the chosen songs first: the best, or the slowest */
  order?: 'best' | 'tempo';
  /** leave out songs of remembered answers while there are others */
  fresh?: boolean;
  /** 0..1: how much new artists are preferred, with for or from_list */
  discover?: number;
  /** with for: only what was liked and not heard for three months */
  rediscover?: boolean;
  /** of a service in parts: answer by those that are there when others are not */
  partial?: boolean;
  /** remember this answer, so that fresh leaves its songs out */
  remember?: boolean;
}

export const kRecommendRequestLimits = {
  n: { least: 1, most: 10000, standard: 10 },
  threshold: { least: 0.0, most: 1.0, standard: 0.5 },
  seed: { least: 0, most: 9007199254740991, standard: 0 },
  artist_cap: { least: 0, most: 10000, standard: 2 },
  variety: { least: 0.0, most: 1.0, standard: 0 },
  discover: { least: 0.0, most: 1.0, standard: 0 },
} as const;

export interface Recommendation {
  /** as understood: names spelled as the program spells them */
  query: RecommendRequest;
  /** fewer songs than asked for are above the threshold; others fill the list */
  fallback: boolean;
  /** the library is empty; the songs that came along answered */
  from_songbook: boolean;
  /** songs that match the filters and, with a topic, are above the threshold */
  passed: number;
  /** by what the songs stand in this order, for people */
  order: string;
  /** how long the question took, the opening of library and model apart */
  milliseconds: number;
  /** parts of the service whose songs are not among these */
  missing_parts?: number[];
  /** in the order they are recommended */
  songs: RecommendedSong[];
}

export interface RecommendedSong {
  /** number of the song in this library */
  id: number;
  artist: string;
  title: string;
  /** null when not known */
  year: number | null;
  /** empty when not known */
  genre: string;
  /** higher is better */
  score: number;
  /** empty when the model could not tell */
  topic: string;
  /** the model's probability of the topic */
  confidence: number;
  /** short reasons for people, strongest first */
  why: string[];
  /** their values add up to the score */
  parts: ScorePart[];
  /** weights of topics; none when nothing is known of them */
  mixture: Record<string, number>;
  explicit: Explicitness;
  /** the mixture is a guess: the song has no lyrics */
  inferred: boolean;
  /** when the song's file names one */
  album?: string;
  /** where the song lies, when it is a file of one's own */
  file?: string;
  /** it has a music file that is there */
  playable?: boolean;
  /** MusicBrainz's, as the next two */
  recording_id?: string;
  release_id?: string;
  artist_id?: string;
  /** International Standard Recording Code */
  isrc?: string;
  /** where music servers have it */
  server_ids?: ServerId[];
}

export interface RejectedFile {
  file: string;
  reason: string;
}

export interface RejectedRow {
  file: string;
  line?: number | null;
  reason: string;
}

export interface Rejects {
  total: number;
  rejects: RejectedRow[];
}

export interface Removal {
  songs?: number[];
  /** gone: every song whose files are gone; songbook: those that came along */
  which?: 'gone' | 'songbook';
}

export interface Removed {
  songs: number[];
}

export interface RemovedSong {
  /** number of the song in this library */
  id: number;
  artist: string;
  title: string;
  /** null when not known */
  year: number | null;
  /** empty when not known */
  genre: string;
  /** seconds since 1970 */
  at: number;
}

export interface RemovedSongs {
  songs: RemovedSong[];
}

export interface Restored {
  /** songs */
  restored: number;
}

export interface Restoring {
  songs: number[];
}

export interface Run {
  /** its name */
  run: string;
  started: string;
  /** as it was typed */
  command: string;
  /** its kind */
  model: string;
  /** name of the data file */
  data: string;
  data_sha256: string;
  /** SHA-256 of the model file */
  id: string;
  /** trained on */
  songs: number;
  seconds: number;
  host: string;
  settings: Record<string, string>;
  /** 0..1 */
  validation_accuracy: number;
  /** 0..1 */
  test_accuracy: number | null;
  /** mean over folds or seeds */
  fold_accuracy: number | null;
  folder: string;
}

export interface RunDetail {
  run: Run;
  epochs?: Epoch[];
  /** whose weights were kept; 0: it has none */
  kept_epoch: number;
  warnings?: string[];
  /** of the songs that decided when to stop */
  validation?: Evaluation;
  /** of the test file */
  test?: Evaluation;
  learning_curve?: CurvePoint[];
  cross_validation?: CrossValidation;
}

export interface Runs {
  /** the oldest first */
  runs: Run[];
}

export interface ScorePart {
  /** what was asked for */
  kind: 'about' | 'taste' | 'topic' | 'mix' | 'mood' | 'text' | 'like' | 'unlike' | 'path' | 'typical' | 'variety';
  /** what it adds to the score */
  value: number;
  /** words or songs that caused it */
  because: string[];
}

export interface ServerId {
  /** as `servers list` names it */
  server: string;
  /** the server's own */
  id: string;
}

export interface SongChange {
  /** in lower case */
  genre?: string;
  /** all of it */
  lyrics?: string;
  /** of the lyrics */
  form?: 'sung' | 'cleaned';
  /** what it is about, as a person says; empty: what the model says */
  topic?: string;
}

export interface SongCounts {
  topics: ({ name: string; songs: number; })[];
  genres: ({ name: string; songs: number; })[];
  decades: ({ name: string; songs: number; })[];
}

export interface SongDetail {
  /** number of the song in this library */
  id: number;
  artist: string;
  title: string;
  /** null when not known */
  year: number | null;
  /** empty when not known */
  genre: string;
  /** empty when the model could not tell */
  topic: string;
  /** the model's probability of the topic */
  confidence: number;
  /** probabilities */
  topics: Record<string, number>;
  /** weights of topics; none when nothing is known of them */
  mixture: Record<string, number>;
  /** words of the lyric that the model knows */
  counted_words: number;
  /** the words are what those of the lyric say in English */
  carried_over: boolean;
  /** the mixture is a guess: the song has no lyrics */
  inferred: boolean;
  /** features of the sound; null when not known */
  audio: Record<string, number | null>;
  /** every sound feature, by name */
  sounds: SoundFeature[];
  /** that spoke for topics, strongest first */
  words: WordShare[];
  explicit: Explicitness;
  length_ms?: number | null;
  album?: string;
  /** who made the album */
  album_artist?: string;
  /** of the album's */
  disc?: number | null;
  /** of the disc's */
  track?: number | null;
  /** code of the lyric's language */
  language?: string;
  /** MusicBrainz's, as the next two */
  recording_id?: string;
  release_id?: string;
  artist_id?: string;
  /** International Standard Recording Code */
  isrc?: string;
  /** where music servers have it */
  server_ids?: ServerId[];
  /** as sung; cleaned ones are not shown */
  lyrics?: string;
  /** where the song lies, when it is a file of one's own */
  file?: string;
  /** it has a music file that is there */
  playable?: boolean;
  /** it is never recommended */
  blocked: boolean;
  /** its files were there once and are not now */
  gone?: boolean;
  /** its topic is what a person said */
  corrected?: boolean;
  /** a note that something about it is wrong */
  flag?: Flag;
}

export interface SongHead {
  /** number of the song in this library */
  id: number;
  artist: string;
  title: string;
  /** null when not known */
  year: number | null;
  /** empty when not known */
  genre: string;
}

export interface SongList {
  id: number;
  name: string;
  /** in the list's order */
  songs: number[];
}

export interface SongLists {
  lists: SongList[];
}

export interface SongsPut {
  /** songs new to the library */
  imported: number;
  /** songs that were there already */
  updated: number;
  /** their numbers, in order */
  songs: number[];
}

export interface SoundFeature {
  name: string;
  value: number;
  source: 'data set' | 'tag' | 'measured' | 'guessed';
  /** what made it, with its version; empty for values taken as they were */
  method: string;
}

export interface SoundNeighbour {
  /** number of the song in this library */
  id: number;
  artist: string;
  title: string;
  /** null when not known */
  year: number | null;
  /** empty when not known */
  genre: string;
  /** how far it sounds: 0 is the same, 1 as far as anything */
  distance: number;
}

export interface SoundNeighbours {
  /** whether the song was listened to; if not, nothing can be compared */
  listened: boolean;
  songs: SoundNeighbour[];
}

export interface Spread {
  mean: number;
  /** with n - 1 */
  deviation: number;
}

export interface SungLyric {
  /** where it was found */
  source: 'none' | 'library' | 'file' | 'tag';
  /** its lines have times */
  synced: boolean;
  lines: TimedLine[];
  spans: LyricSpan[];
}

export interface TellingWord {
  word: string;
  z: number | null;
  songs: number;
  /** of the group's songs that have it */
  share: number | null;
  /** of the other songs */
  share_elsewhere: number | null;
}

export interface TensorInfo {
  name: string;
  shape: number[];
}

export interface TextInfo {
  name: string;
  bytes: number;
}

export interface TimedLine {
  /** when it begins; null when that is not known */
  at_ms: number | null;
  text: string;
  /** those whose time is known */
  words: TimedWord[];
}

export interface TimedWord {
  at_ms: number;
  /** in UTF-16 code units of the line */
  begin: number;
}

export interface Tokens {
  tokens: NamedToken[];
}

export interface TopicClusters {
  topics: string[];
  /** one row a topic */
  counts: number[][];
  mutual_information_bits: number | null;
  chance_bits: number | null;
  topic_entropy_bits: number | null;
  /** share of the entropy */
  explained: number | null;
  cramers_v: number | null;
}

export interface TopicCorrection {
  /** one of GET topics */
  topic: string;
}

export interface TopicNames {
  topics: string[];
  mixture_parts: string[];
  moods: NamedMood[];
}

export interface TopicsByDecade {
  decades: string[];
  topics: string[];
  /** one row a decade */
  songs: number[][];
}

export interface TrainingData {
  name: string;
  /** of the training file */
  sha256: string;
  licence: string;
  /** of its author */
  citation?: string;
  doi?: string;
  training_songs: number;
  validation_songs: number;
}

export interface WishExamples {
  /** small letters, digits and hyphens; none of the wishes that come along */
  name: string;
  /** songs that are meant */
  yes: number[];
  /** songs that are not */
  no: number[];
}

export interface WishLine {
  name: string;
  about: string;
  /** from songs that a person named */
  learned: boolean;
  /** of a learned one: of songs by artists it was not learned from */
  auc: number | null;
}

export interface WishReason {
  what: string;
  weight: number;
}

export interface Wishes {
  wishes: WishLine[];
}

export interface WordShare {
  /** as the model reads it */
  word: string;
  /** how often it stands there */
  count: number;
  /** the topic it speaks for most */
  topic: string;
  /** of what all words say for that topic */
  share: number;
}

export interface WordSpan {
  /** in UTF-16 code units */
  begin: number;
  /** in UTF-16 code units */
  end: number;
  /** as the model reads it */
  word: string;
  /** the topic it speaks for most */
  topic: string;
  /** of what all words say for that topic */
  share: number;
}
