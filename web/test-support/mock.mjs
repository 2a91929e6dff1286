// A stand-in for the service: the same answers in shape, made from the songbook. For working on the page without the
// program, and for tests of what a healthy program does not do: going away, refusing, demanding a token.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chance, readSongbook } from './songbook.mjs';

const kTopics = ['feelings', 'music', 'night/time', 'obscene', 'romantic', 'sadness', 'violence', 'world/life'];
const kParts = [
  ...kTopics,
  'dating',
  'shake the audience',
  'family/gospel',
  'communication',
  'movement/places',
  'light/visual perceptions',
  'family/spiritual',
  'like/girls',
];
const kMoods = [
  ['calm', 0.55, 0.2],
  ['happy', 0.85, 0.6],
  ['party', 0.8, 0.9],
  ['angry', 0.2, 0.9],
  ['sad', 0.15, 0.25],
].map(([name, valence, energy]) => ({ name, valence, energy }));
const kPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const kDist = new URL('../dist/', import.meta.url);
/** A query with nothing but what always has a value. */
const kQuery = {
  n: 10,
  threshold: 0.5,
  random: false,
  seed: 0,
  genre: [],
  years: null,
  artist: [],
  explicit: 'allow',
  instrumental: 'allow',
  artist_cap: 2,
  variety: 0,
  fresh: false,
  remember: false,
};

const headOf = ({ id, artist, title, year, genre }) => ({ id, artist, title, year, genre });
const kClean = { weight: 0, explicit: false, level: 'none', words: [], published: null, basis: 'estimated' };
const cardOf = (file, kind, id, bytes) => ({
  file,
  id,
  bytes,
  format_version: '1',
  kind,
  pipeline: 'paper',
  protocol: 'honest',
  description: 'A stand-in.',
  explanation: 'None.',
  labels: kTopics,
  data: { name: 'songs', sha256: '', licence: 'CC BY 4.0', training_songs: 20000, validation_songs: 2000 },
  seed: 0,
  scores: {},
  epochs: [],
  samples: [],
  tensors: [],
  texts: [],
});
const nameOf = (song) => `${song.artist} - ${song.title}`;

class Refusal extends Error {
  constructor(status, kind, message, field) {
    super(message);
    Object.assign(this, { status, kind, field });
  }
}

function wordsOf(song) {
  const counts = new Map();
  for (const word of song.lyrics.toLowerCase().match(/[a-z']{5,}/g) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5);
}

const topicOfWord = (word) => kTopics[Math.floor(8 * chance(word))];

class Library {
  constructor(options) {
    this.songs = readSongbook(kTopics);
    this.options = options;
    this.lists = [];
    this.blocks = { songs: new Set(), artists: new Set() };
    this.flags = [];
    this.jobs = [];
  }

  find(wish) {
    const song = this.songs.find((each) => each.id === Number(wish) || nameOf(each) === wish);
    if (!song) throw new Refusal(404, 'not_found', `there is no song ${wish}`);
    return song;
  }

  answer(song, score, kind = 'topic') {
    const why = wordsOf(song).map(([word, count]) => (count > 1 ? `${word} x${count}` : word));
    return {
      ...headOf(song),
      score,
      topic: song.topic,
      confidence: song.confidence,
      mixture: song.mixture,
      why,
      parts: [{ kind, value: score, because: why }],
      explicit: kClean,
      inferred: false,
    };
  }

  recommend(query) {
    const n = query.n ?? 10;
    if (!Number.isInteger(n) || n < 1)
      throw new Refusal(400, 'invalid_argument', 'expected a whole number from 1', 'n');
    const wanted = query.topic ? { [query.topic]: 1 } : (query.mix ?? {});
    const like = (query.like ?? []).map((each) => this.find(each).topic);
    const years = (query.years ?? '0-9999').split('-').map(Number);
    const score = (song) =>
      Object.entries(wanted).reduce((sum, [topic, weight]) => sum + weight * (song.mixture[topic] ?? 0), 0) +
      (like.includes(song.topic) ? 0.4 : 0) +
      0.1 * chance(song.title + (query.seed ?? 0) + (query.text ?? ''));
    const fits = this.songs.filter(
      (song) =>
        (!query.genre || query.genre.includes(song.genre)) &&
        (!query.artist || query.artist.includes(song.artist)) &&
        song.year >= years[0] &&
        song.year <= (years[1] ?? years[0]) &&
        !this.blocks.songs.has(song.id) &&
        !this.blocks.artists.has(song.artist),
    );
    const songs = fits
      .map((song) => this.answer(song, score(song)))
      .sort((a, b) => b.score - a.score)
      .slice(0, n);
    return {
      query: { ...kQuery, ...query },
      fallback: (query.threshold ?? 0.5) > 0.99,
      from_songbook: true,
      passed: fits.length,
      order: 'the best first',
      milliseconds: 1.2,
      songs,
    };
  }

  blocked() {
    return { songs: [...this.blocks.songs].map((id) => headOf(this.find(id))), artists: [...this.blocks.artists] };
  }

  search(params) {
    const q = (params.get('q') ?? '').toLowerCase();
    const ids = params.get('ids')?.split(',').map(Number);
    const found = ids
      ? ids.map((id) => this.find(id))
      : this.songs.filter((song) => `${nameOf(song)} ${song.lyrics}`.toLowerCase().includes(q));
    const offset = Number(params.get('offset') ?? 0);
    return {
      total: found.length,
      from_songbook: true,
      songs: found.slice(offset, offset + Number(params.get('limit') ?? 20)).map((song) => ({
        ...headOf(song),
        topic: song.topic,
        line: song.lyrics.split('\n').find((line) => q && line.toLowerCase().includes(q)),
      })),
    };
  }

  map() {
    const many = this.options.mapSongs;
    const songs = many
      ? Array.from({ length: many }, (_, i) => ({ ...this.songs[i % this.songs.length], id: i + 1 }))
      : this.songs;
    const genres = [...new Set(this.songs.map((song) => song.genre))].sort();
    const around = (song, axis) => {
      const angle = (2 * Math.PI * kTopics.indexOf(song.topic)) / 8;
      const far = Math.sqrt(-2 * Math.log(chance(`${song.id}r`) + 1e-9)) * 0.35;
      const turn = 2 * Math.PI * chance(`${song.id}t`);
      return axis === 'x' ? Math.cos(angle) + far * Math.cos(turn) : Math.sin(angle) + far * Math.sin(turn);
    };
    return {
      topics: kTopics,
      genres,
      songs: {
        id: songs.map((s) => s.id),
        x: songs.map((s) => around(s, 'x')),
        y: songs.map((s) => around(s, 'y')),
        topic: songs.map((s) => kTopics.indexOf(s.topic)),
        genre: songs.map((s) => genres.indexOf(s.genre)),
        cluster: songs.map((s) => Math.floor(5 * chance(`${s.id}c`))),
        artist: songs.map((s) => s.artist),
        title: songs.map((s) => s.title),
      },
    };
  }

  classify({ lyrics }) {
    const spans = [...lyrics.matchAll(/[A-Za-z']{4,}/g)].map((found) => ({
      begin: found.index,
      end: found.index + found[0].length,
      word: found[0].toLowerCase(),
      topic: topicOfWord(found[0].toLowerCase()),
      share: 0.1,
    }));
    const topics = Object.fromEntries(kTopics.map((topic) => [topic, 0.02]));
    for (const span of spans) topics[span.topic] += 1;
    const sum = Object.values(topics).reduce((a, b) => a + b);
    for (const topic of kTopics) topics[topic] /= sum;
    const topic = kTopics.reduce((a, b) => (topics[b] > topics[a] ? b : a));
    const words = [...new Set(spans.map((span) => span.word))].map((word) => ({
      word,
      count: spans.filter((span) => span.word === word).length,
      topic: topicOfWord(word),
      share: 0.1,
    }));
    const mixture = topics;
    const read = { counted_words: spans.length, language: 'en', carried_over: false };
    return { id: '', topic, confidence: topics[topic], topics, mixture, ...read, words, spans };
  }

  analysis() {
    const features = ['acousticness', 'danceability', 'energy', 'loudness', 'valence'];
    const decades = [...new Set(this.songs.map((song) => Math.floor(song.year / 10) * 10))].sort();
    const count = (names, of) =>
      names.map((name) => ({ name: String(name), songs: this.songs.filter((s) => of(s) === name).length }));
    const spread = { mean: 0.5, std: 0.2, quartiles: [0.3, 0.5, 0.7], min: 0, max: 1, skewness: 0.1 };
    const summary = { count: this.songs.length, missing: 0, unreadable: 0, infinite: 0, ...spread };
    const genres = [...new Set(this.songs.map((s) => s.genre))];
    return {
      source: 'the library',
      rows: this.songs.length,
      rejected: 0,
      missing: {},
      summary: Object.fromEntries(features.map((name) => [name, summary])),
      correlation: {
        features,
        matrix: features.map((_, i) => features.map((__, j) => (i === j ? 1 : 0.8 / (1 + i + j)))),
      },
      joint: { features, complete_rows: this.songs.length, left_out: [], mean: [], std: [], why_not: null },
      pca: { features, explained: [0.5, 0.2, 0.15, 0.1, 0.05], components: [] },
      kmeans: {
        scan: [2, 3, 4, 5].map((k) => ({
          k,
          inertia: 900 / k,
          silhouette: 0.4 - 0.03 * Math.abs(k - 3),
          silhouette_error: 0.01,
        })),
        silhouette_rows: this.songs.length,
        elbow: 3,
        by_criteria: 3,
        automatic: false,
        k: 3,
        inertia: 300,
        centers: [],
        sizes: [80, 50, 38],
        clusters: [],
        genres: [],
        why_not: null,
      },
      counts: {
        topics: count(kTopics, (s) => s.topic),
        genres: count(genres, (s) => s.genre),
        decades: [],
      },
      topic_source: 'model',
      topics_by_decade: {
        decades: decades.map((d) => `${d}s`),
        topics: kTopics,
        songs: decades.map((d) =>
          kTopics.map(
            (topic) => this.songs.filter((s) => s.topic === topic && Math.floor(s.year / 10) * 10 === d).length,
          ),
        ),
      },
      topic_words: {},
      decade_words: {},
      different_words: 1000,
      songs_with_words: this.songs.length,
      topic_clusters: {
        topics: kTopics,
        counts: [],
        mutual_information_bits: 0.1,
        chance_bits: 0.05,
        topic_entropy_bits: 2.5,
        explained: 0.02,
        cramers_v: 0.1,
      },
      findings: ['Quiet songs are the sadder ones.'],
      seed: 0,
    };
  }

  startJob({ kind, path }) {
    if (kind !== 'songbook' && !path) throw new Refusal(400, 'invalid_argument', 'expected a path', 'path');
    const bad = path?.includes('missing');
    const job = {
      id: this.jobs.length + 1,
      kind,
      wish: path ? { path } : {},
      state: 'running',
      what: path ?? 'songbook',
      done: 0,
      total: 400,
      started: 1,
      ended: 0,
      started_at: '1970-01-01T00:00:01Z',
      ended_at: null,
    };
    this.jobs.unshift(job);
    const timer = setInterval(() => {
      if (job.state !== 'running') return clearInterval(timer);
      job.done += 20;
      if (bad) Object.assign(job, { state: 'failed', error: `${path}: no such file` });
      else if (job.done >= job.total) Object.assign(job, { state: 'done', result: { imported: 400, rejected: 2 } });
    }, 60);
    return job;
  }
}

/** [method, pattern of the path, answer(library, match, body, params)] */
const kRoutes = [
  ['GET', /^topics$/, () => ({ topics: kTopics, mixture_parts: kParts, moods: kMoods })],
  [
    'GET',
    /^library$/,
    (l) => ({
      songs: l.songs.length,
      with_lyrics: l.songs.length,
      with_audio: l.songs.length,
      inferred: 0,
      own_files: 0,
      gone: 0,
      removed: 0,
      songbook: 0,
      from_songbook: true,
      genres: [...new Set(l.songs.map((s) => s.genre))].sort().map((name) => ({ name, songs: 20 })),
      years: { first: 1950, last: 2019 },
      model: { id: 'f00d', kind: 'equilibrium' },
      version: '0.0.0',
      generation: 1,
    }),
  ],
  ['POST', /^recommend$/, (l, _, body) => l.recommend(body)],
  ['POST', /^classify$/, (l, _, body) => l.classify(body)],
  ['GET', /^songs$/, (l, _, __, params) => l.search(params)],
  [
    'GET',
    /^songs\/(\d+)$/,
    (l, [, id]) => {
      const song = l.find(id);
      const words = wordsOf(song).map(([word, count]) => ({ word, count, topic: song.topic, share: 0.1 }));
      const { topic, confidence, mixture, audio, lyrics } = song;
      const reading = {
        topic,
        confidence,
        topics: mixture,
        mixture,
        counted_words: 60,
        carried_over: false,
        inferred: false,
      };
      return { ...headOf(song), ...reading, audio, sounds: [], words, explicit: kClean, lyrics, blocked: false };
    },
  ],
  [
    'GET',
    /^songs\/(\d+)\/similar$/,
    (l, [, id], __, params) => {
      const near = l.songs.filter((s) => s.topic === l.find(id).topic && s.id !== Number(id));
      const songs = near.slice(0, Number(params.get('n') ?? 10)).map((s) => l.answer(s, s.confidence, 'like'));
      return { ...l.recommend({ n: 1 }), query: { ...kQuery, like: [id] }, songs };
    },
  ],
  ['GET', /^albums$/, () => ({ total: 0, albums: [] })],
  ['GET', /^artists$/, () => ({ total: 0, artists: [] })],
  ['GET', /^removed$/, () => ({ songs: [] })],
  ['GET', /^me$/, () => ({ name: '', scope: 'manage' })],
  ['GET', /^tokens$/, () => ({ tokens: [] })],
  ['GET', /^folders$/, () => ({ path: '/', above: null, folders: ['music'] })],
  ['GET', /^doctor$/, () => ({ files: 0, songs: 0, counts: {}, findings: [] })],
  ['GET', /^tags$/, () => ({ dry_run: true, files: 0, unchanged: 0, changes: [], rejected: [] })],
  ['GET', /^songs\/(\d+)\/lyrics$/, () => ({ source: 'none', synced: false, lines: [], spans: [] })],
  [
    'GET',
    /^wishes$/,
    () => ({
      wishes: ['love', 'sad', 'calm'].map((name) => ({ name, about: `${name} songs`, learned: false, auc: null })),
    }),
  ],
  ['GET', /^map$/, (l) => l.map()],
  ['GET', /^eda$/, (l) => l.analysis()],
  [
    'GET',
    /^models$/,
    () => ({
      models: [
        {
          file: 'topics.safetensors',
          kind: 'equilibrium',
          id: 'f00d',
          current: true,
          bytes: 1900000,
          card: cardOf('topics.safetensors', 'equilibrium', 'f00d', 1900000),
          scores: { validation_accuracy: 0.93, validation_macro_f1: 0.92 },
        },
        {
          file: 'ffnn.safetensors',
          kind: 'ffnn',
          id: 'beef',
          current: false,
          bytes: 9000000,
          card: cardOf('ffnn.safetensors', 'ffnn', 'beef', 9000000),
          scores: { validation_accuracy: 0.9, validation_macro_f1: 0.89 },
        },
      ],
    }),
  ],
  ['GET', /^runs$/, () => ({ runs: [] })],
  ['GET', /^scores$/, () => ({ model: 'f00d', labelled: 0, other_labels: 0, unread: 0 })],
  ['GET', /^lists$/, (l) => ({ lists: l.lists })],
  [
    'POST',
    /^lists$/,
    (l, _, body) => {
      const list = { id: l.lists.reduce((most, each) => Math.max(most, each.id), 0) + 1, ...body };
      l.lists.push(list);
      return list;
    },
  ],
  ['GET', /^lists\/(\d+)$/, (l, [, id]) => l.lists.find((list) => list.id === Number(id))],
  [
    'GET',
    /^lists\/(\d+)\/songs$/,
    (l, [, id]) => {
      const songs = l.lists.find((list) => list.id === Number(id)).songs.map((song) => l.find(song));
      return {
        total: songs.length,
        from_songbook: true,
        songs: songs.map((song) => ({ ...headOf(song), topic: song.topic })),
      };
    },
  ],
  [
    'PUT',
    /^lists\/(\d+)$/,
    (l, [, id], body) =>
      Object.assign(
        l.lists.find((list) => list.id === Number(id)),
        body,
      ),
  ],
  [
    'DELETE',
    /^lists\/(\d+)$/,
    (l, [, id]) => {
      l.lists = l.lists.filter((list) => list.id !== Number(id));
    },
  ],
  [
    'POST',
    /^playlists\/export$/,
    (l, _, body) => ['audio/x-mpegurl', `#EXTM3U\n${body.songs.map((id) => nameOf(l.find(id))).join('\n')}\n`],
  ],
  ['GET', /^blocks$/, (l) => l.blocked()],
  [
    'POST',
    /^blocks$/,
    (l, _, body) => {
      if (body.song) l.blocks.songs.add(body.song);
      else l.blocks.artists.add(body.artist);
      return l.blocked();
    },
  ],
  ['DELETE', /^blocks\/songs\/(\d+)$/, (l, [, id]) => void l.blocks.songs.delete(Number(id))],
  ['DELETE', /^blocks\/artists\/(.+)$/, (l, [, artist]) => void l.blocks.artists.delete(artist)],
  ['GET', /^flags$/, (l) => ({ flags: l.flags })],
  ['POST', /^flags$/, (l, _, body) => ({ id: l.flags.unshift({ id: l.flags.length + 1, at: 1, note: '', ...body }) })],
  ['GET', /^jobs$/, (l) => ({ jobs: l.jobs })],
  ['POST', /^jobs$/, (l, _, body) => l.startJob(body)],
  [
    'POST',
    /^jobs\/(\d+)\/cancel$/,
    (l, [, id]) =>
      Object.assign(
        l.jobs.find((job) => job.id === Number(id)),
        { state: 'cancelled' },
      ),
  ],
  [
    'GET',
    /^rejects$/,
    (l) => ({
      total: 2,
      rejects: l.jobs.some((job) => job.state === 'done') ? [{ file: 'songs.csv', line: 7, reason: 'no lyrics' }] : [],
    }),
  ],
];

function follow(library, id, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const job = library.jobs.find((each) => each.id === Number(id));
  const timer = setInterval(() => {
    const over = job.state !== 'running';
    response.write(`event: ${over ? 'done' : 'progress'}\ndata: ${JSON.stringify(job)}\n\n`);
    if (over) end();
  }, 50);
  const end = () => {
    clearInterval(timer);
    response.end();
  };
  response.on('close', end);
}

function sendFile(path, response) {
  try {
    const file = path === '/' ? 'index.html' : path.slice(1);
    const body = readFileSync(new URL(file, kDist));
    response.writeHead(200, {
      'content-type': kTypes[extname(file)] ?? 'text/plain',
      'content-security-policy': kPolicy,
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

const readText = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
};
const readBody = async (request) => JSON.parse((await readText(request)) || '{}');

export async function startMock(options = {}) {
  const library = new Library(options);
  const refusals = new Map();
  const answer = async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname === '/healthz') return response.writeHead(200).end('ok\n');
    const cookie = `stand_in_token=${options.token}`;
    if (url.pathname === '/login') {
      const isRight = (await readText(request)) === `token=${options.token}`;
      return isRight
        ? response.writeHead(303, { location: '/', 'set-cookie': `${cookie}; HttpOnly` }).end()
        : response.writeHead(401).end();
    }
    if (!url.pathname.startsWith('/api/v1/')) return sendFile(url.pathname, response);
    const path = decodeURIComponent(url.pathname.slice('/api/v1/'.length));
    try {
      if (options.token && !(request.headers.cookie ?? '').includes(cookie))
        throw new Refusal(401, 'unauthorized', 'a token is needed');
      const refusal = refusals.get(path);
      refusals.delete(path);
      if (refusal) throw refusal;
      const events = /^jobs\/(\d+)\/events$/.exec(path);
      if (events) return follow(library, events[1], response);
      const route = kRoutes.find(([method, pattern]) => method === request.method && pattern.test(path));
      if (!route) throw new Refusal(404, 'not_found', `there is no ${path}`);
      const result = route[2](library, route[1].exec(path), await readBody(request), url.searchParams);
      if (result === undefined) return response.writeHead(204).end();
      const [type, body] = Array.isArray(result) ? result : ['application/json', JSON.stringify(result)];
      response.writeHead(200, { 'content-type': type }).end(body);
    } catch (error) {
      const { status = 500, kind = 'internal', message, field } = error;
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { kind, message, field } }));
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    refuseNext: (path, status, { kind, message, field }) =>
      refusals.set(path, new Refusal(status, kind, message, field)),
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { url } = await startMock({ port: Number(process.env.PORT ?? 8080) });
  console.log(`the stand-in answers at ${url}`);
}
