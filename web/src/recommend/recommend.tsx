// The first view: pick a topic, pick a number, get songs; and everything else a query can hold.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { recommend } from '../api/calls';
import { signedIn } from '../api/session';
import { kRecommendRequestLimits as kLimits } from '../api/generated';
import type { Recommendation } from '../api/types';
import { useLoad } from '../api/use_load';
import { Copy } from '../parts/copy';
import { NumberField, Segments, TextField } from '../parts/fields';
import { SongbookNotice } from '../parts/songbook_notice';
import { Empty, Failure, Skeleton } from '../parts/states';
import { commandLine, curlCall } from '../query/command';
import { describe, filtersOf } from '../query/describe';
import { drop, keep, kept, type Kept } from '../query/kept';
import { examplesFor } from '../query/examples';
import { smartPlaylist } from '../query/smart_playlist';
import { fileName } from '../playlists/order';
import { asksByMore, asksForSomething, fromParams, kDefaults, toBody, toParams, type Query } from '../query/query';
import { hidden, saveAsList, songChanges, trackOf } from '../song/actions';
import { play } from '../player/player';
import { counted } from '../parts/counted';
import { Icon } from '../parts/icon';
import { Teaching, useMarks } from '../wishes/teach';
import { WishRow } from '../wishes/wish_row';
import { closeDialog, openDialog } from '../state/dialogs';
import { useLibrary, useTopics } from '../state/library';
import { say } from '../state/messages';
import { formatRoute, navigate, useRoute } from '../state/route';
import { useStore } from '../state/store';
import { isTopic } from '../topics/colours';
import { AskBox } from './ask_box';
import { boundary, fits, passedAs } from './fits';
import { Refine } from './refine';
import { Result } from './result';
import { firstSong, rows, walk } from './rows';
import '../styles/recommend.css';

const kCounts = [5, 10, 20, 50];
const kPauseMs = 140;

/** `value` once it has stood still for a moment. The first value counts at once. */
function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

export function Recommend() {
  const { params } = useRoute();
  const address = params.toString();
  const query = useMemo(() => fromParams(new URLSearchParams(address)), [address]);
  const change = (part: Partial<Query>, lasting = true) =>
    navigate('recommend', toParams({ ...query, ...part }), !lasting);
  const [refining, setRefining] = useState(false);
  const tone = query.topic || Object.entries(query.mix).sort((a, b) => b[1] - a[1])[0]?.[0];
  return (
    <div class="recommend" data-topic={tone && isTopic(tone) ? tone : undefined}>
      {asksForSomething(query) && (
        <a class="skip" href={formatRoute('recommend', params)} onClick={firstSong}>
          Skip to the songs
        </a>
      )}
      <header class="view-head">
        <h1>What would you like to hear?</h1>
        <Count n={query.n} onChange={(n) => change({ n })} />
      </header>
      <SongbookNotice />
      <AskBox query={query} change={change} />
      <Questions address={address} />
      <AskedBy query={query} change={change} />
      <WishRow
        chosen={query.about}
        change={(about) => change({ about })}
        forWhom={query.listener}
        changeForWhom={(listener) => change({ listener })}
      />
      <TopicRow query={query} change={change} />
      <div class="recommend-body">
        <aside aria-label="Refine">
          <button
            type="button"
            class="button refine-toggle"
            aria-expanded={refining}
            aria-controls="refine"
            onClick={() => setRefining(!refining)}
          >
            Refine
          </button>
          <div id="refine" class={refining ? 'refine-panel open' : 'refine-panel'}>
            <Refine query={query} change={change} />
          </div>
        </aside>
        <Answer query={query} change={change} />
      </div>
    </div>
  );
}

/** What is asked by that has no place among the wishes, and which songs alone may be given. */
function AskedBy({ query, change }: { query: Query; change: (part: Partial<Query>) => void }) {
  const filters = filtersOf(query);
  if (filters.length === 0 && !query.from_list && !query.rediscover) return null;
  const token = (text: string, without: Partial<Query>) => (
    <span class="chip token" key={text}>
      {text}
      <button type="button" aria-label={`Ask without: ${text}`} onClick={() => change(without)}>
        <Icon name="close" />
      </button>
    </span>
  );
  return (
    <div class="row chips questions" role="group" aria-label="Asked by">
      {query.from_list && token(`goes with “${query.from_list}”`, { from_list: '' })}
      {query.rediscover && token('liked, and not heard for three months', { rediscover: false })}
      {filters.length > 0 && <span class="quiet small">only</span>}
      {filters.map((filter) => token(filter.words, filter.without))}
    </div>
  );
}

/** Kept questions, asked again by one click. */
function Questions({ address }: { address: string }) {
  const questions = useStore(kept);
  if (questions.length === 0) return null;
  return (
    <div class="row chips questions" role="group" aria-label="Your questions">
      {questions.map((question) => (
        <span key={question.name} class="chip token">
          <a
            href={`#/recommend?${question.address}`}
            aria-current={question.address === address ? 'true' : undefined}
            title={question.address === address ? 'asked now' : 'ask again'}
          >
            {question.name}
          </a>
          <button type="button" aria-label={`Forget the question ${question.name}`} onClick={() => forget(question)}>
            <Icon name="close" />
          </button>
        </span>
      ))}
    </div>
  );
}

function forget(question: Kept): void {
  drop(question.name);
  say(`${question.name} is forgotten.`, { action: { name: 'Undo', run: () => keep(question) } });
}

function askToKeep(query: Query): void {
  openDialog({ title: 'Keep this question', content: () => <KeepForm query={query} /> });
}

function KeepForm({ query }: { query: Query }) {
  const [name, setName] = useState(describe(query));
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        keep({ name: name.trim(), address: toParams(query).toString() });
        closeDialog();
        say(`${name.trim()} stands above the wishes now.`);
      }}
    >
      <p class="quiet">It is kept in this browser and answers anew each time, with the songs that are there then.</p>
      <TextField label="Name" value={name} onChange={setName} autofocus />
      <div class="row">
        <button class="button main-action" disabled={name.trim() === ''}>
          Keep
        </button>
      </div>
    </form>
  );
}

function Count({ n, onChange }: { n: number; onChange: (n: number) => void }) {
  const options = kCounts.map((value) => ({ value, label: String(value) }));
  return (
    <div class="count">
      <Segments name="Number of songs" value={n} options={options} onChange={onChange} />
      <NumberField label="Number of songs" value={n} min={kLimits.n.least} max={kLimits.n.most} onChange={onChange} />
    </div>
  );
}

function TopicRow({ query, change }: { query: Query; change: (part: Partial<Query>) => void }) {
  const { topics } = useTopics();
  return (
    <section class="topics" aria-label="Topics">
      <div class="row">
        <h2>Or by what the words are about</h2>
        <AboutTopics />
      </div>
      <div class="topic-row" role="group" aria-label="Topic">
        {topics.map((topic) => (
          <button
            key={topic}
            type="button"
            class="topic-button"
            data-topic={topic}
            aria-pressed={query.topic === topic}
            onClick={() => change({ topic: query.topic === topic ? '' : topic })}
          >
            {topic}
          </button>
        ))}
      </div>
    </section>
  );
}

/** What each topic gathers, in our own words: the names are those of the data set's topic model. */
const kTopicWords: Record<string, string> = {
  sadness: 'crying, tears, hearts that break, being alone',
  romantic: 'kissing, holding, being near somebody; few love songs are mostly this, so ask for love above',
  music: 'songs about singing, dancing, bands and radios; not simply what sounds good',
  feelings: 'a narrow group of words: feeling, hurting, touching',
  violence: 'fighting, blood, death, fire; also the language of battle in love',
  'world/life': 'the world, people, years, living and believing',
  'night/time': 'night, day, tonight, the hour it is',
  obscene: 'swearing and street talk',
};

function AboutTopics() {
  return (
    <details class="about-topics">
      <summary>What these are</summary>
      <p>
        Eight groups of words that a topic model found in many lyrics. They say what words a song uses, not what it
        means to people: that is what the wishes above are for.
      </p>
      <dl>
        {Object.entries(kTopicWords).map(([topic, words]) => (
          <div key={topic} data-topic={topic}>
            <dt>
              <span class="dot" /> {topic}
            </dt>
            <dd class="quiet">{words}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

interface AnswerProps {
  query: Query;
  change: (part: Partial<Query>, lasting?: boolean) => void;
}

function Answer({ query, change }: AnswerProps) {
  // Empty while nothing is asked for, so that no half-made query is sent when the first wish comes.
  const body = asksForSomething(query) ? JSON.stringify(toBody(query)) : '';
  const settled = useSettled(body, kPauseMs);
  const half = (query.from === '') !== (query.to === '');
  const changes = useStore(songChanges);
  const gone = useStore(hidden);
  // What was blocked or changed leaves a gap that other songs fill.
  const turn = `${changes} ${gone.songs.size} ${gone.artists.size}`;
  const answer = useLoad(settled === '' ? undefined : `${turn} ${settled}`, (signal) =>
    recommend(JSON.parse(settled) as Record<string, unknown>, signal),
  );
  return (
    <section class="answer" aria-label="Songs" aria-busy={answer.loading}>
      {half && (
        <p class="notice">A path needs both ends: choose the {query.from === '' ? 'first' : 'last'} song too.</p>
      )}
      {!asksForSomething(query) && <Examples />}
      {answer.error && <Failure error={answer.error} retry={answer.reload} />}
      {asksForSomething(query) && !answer.data && !answer.error && (
        <Skeleton lines={Math.min(query.n, 8)} height="5.4rem" />
      )}
      {asksForSomething(query) && answer.data && (
        <Songs
          answer={answer.data}
          query={query}
          change={change}
          stale={answer.loading || body !== settled || answer.error !== undefined}
        />
      )}
      {asksForSomething(query) && <Elsewhere query={query} />}
    </section>
  );
}

function Songs({ answer, query, change, stale }: AnswerProps & { answer: Recommendation; stale: boolean }) {
  const gone = useStore(hidden);
  const form = useStore(rows);
  const [more, setMore] = useState(false);
  const marks = useMarks(query.about.length === 1 ? query.about[0] : undefined);
  useEffect(() => setMore(false), [answer]);
  const kept = answer.songs.filter((song) => !gone.songs.has(song.id) && !gone.artists.has(song.artist));
  // Songs that are not what was asked for stand behind those that are, and only when somebody wants to see them.
  const fitting = kept.filter((song, i) => fits(answer, query, song.score, i));
  const others = kept.slice(fitting.length);
  const songs = more ? kept : fitting;
  const heading = `${fitting.length === 0 ? 'No song' : counted(fitting.length, 'song')}${asksByMore(query) ? ' ' : ': '}${describe(query)}`;
  const scored = new Set(songs.map((song) => song.score.toFixed(3))).size > 1;
  const list = (from: typeof kept, first: number) => (
    <ol class={stale ? 'results stale' : 'results'} start={first} data-rows={form} onKeyDown={walk}>
      {from.map((song, i) => (
        <Result
          key={song.id}
          song={song}
          place={first + i}
          scored={scored}
          query={query}
          change={change}
          marks={marks}
          onPlay={() =>
            play(songs.filter((one) => one.playable).map(trackOf), songs.filter((one) => one.playable).indexOf(song))
          }
        />
      ))}
    </ol>
  );
  const heard = songs.filter((song) => song.playable);
  return (
    <>
      <div class="answer-head">
        <h2>{heading}</h2>
        <div class="row">
          {heard.length > 0 && (
            <button type="button" class="button slim" onClick={() => play(heard.map(trackOf))}>
              <Icon name="play" /> Play all
            </button>
          )}
          {songs.length > 0 && (
            <button type="button" class="button slim" onClick={() => saveAsList(songs.map((song) => song.id))}>
              Save as playlist
            </button>
          )}
          <button type="button" class="button slim" onClick={() => askToKeep(query)}>
            Keep question
          </button>
          <button
            type="button"
            class="button slim plain"
            aria-pressed={form === 'short'}
            onClick={() => rows.set(form === 'short' ? 'full' : 'short')}
          >
            Short rows
          </button>
          <p class="quiet small">
            {answer.passed !== undefined && `${answer.passed.toLocaleString('en')} ${passedAs(query, answer.passed)}`}
            {answer.milliseconds !== undefined && ` · ${answer.milliseconds.toFixed(1)} ms`}
          </p>
        </div>
      </div>
      <p class="unseen" role="status">
        {stale ? '' : heading}
      </p>
      {!asksByMore(query) && songs.length > 1 && answer.order && (
        <p class="quiet small">In this order: {answer.order}.</p>
      )}
      {query.about.length === 1 && query.about[0] && <Teaching wish={query.about[0]} marks={marks} />}
      {songs.length === 0 && others.length === 0 && (
        <Empty>
          {filtersOf(query).length === 0 && <p>Nothing in the library fits. Ask for something else.</p>}
          {filtersOf(query).length > 0 && (
            <>
              <p>No song fits. Take a filter away, or ask for something else.</p>
              <button
                type="button"
                class="button"
                onClick={() => change({ genre: [], years: '', artist: [], explicit: 'allow', instrumental: 'allow' })}
              >
                Take all filters away
              </button>
            </>
          )}
        </Empty>
      )}
      {list(fitting, 1)}
      {others.length > 0 && (
        <div class="others">
          <p class="notice">
            {boundary(query, fitting.length)}{' '}
            <button type="button" class="link-button" aria-expanded={more} onClick={() => setMore(!more)}>
              {more
                ? 'Hide the others'
                : `Show ${counted(others.length, 'other')} that ${others.length === 1 ? 'comes' : 'come'} nearest`}
            </button>
          </p>
          {more && list(others, fitting.length + 1)}
        </div>
      )}
    </>
  );
}

function Elsewhere({ query }: { query: Query }) {
  return (
    <details class="elsewhere">
      <summary>The same from a shell, or in Navidrome</summary>
      <div class="stack section-body">
        <Copy name="the command line" text={commandLine(query)} />
        <Copy name="the curl call" text={curlCall(query, location.origin, signedIn.get())} />
        <ForNavidrome query={query} />
      </div>
    </details>
  );
}

/** The question as a file that Navidrome answers anew by itself. */
function ForNavidrome({ query }: { query: Query }) {
  const name = describe(query);
  const file = smartPlaylist(query, name);
  if (!file)
    return <p class="quiet small">Navidrome can ask by topic, genre, artist and years; this asks none of them.</p>;
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([file.text], { type: 'application/json' }));
    link.download = fileName(name, 'nsp');
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  return (
    <div class="row">
      <button type="button" class="button slim" onClick={download}>
        Smart playlist for Navidrome (.nsp)
      </button>
      <span class="quiet small">
        {file.needsTags && 'Needs the topics in the files: Library, or leitmotif tags write. '}
        {file.leftOut.length > 0 && `It cannot say: ${file.leftOut.join(', ')}.`}
      </span>
    </div>
  );
}

function Examples() {
  const years = useLibrary()?.years;
  return (
    <div class="stack">
      <h2>Or start from one of these</h2>
      <ul class="examples">
        {examplesFor(years).map((example) => (
          <li key={example.name}>
            <button type="button" onClick={() => navigate('recommend', toParams({ ...kDefaults, ...example.query }))}>
              <strong>{example.name}</strong>
              <span class="quiet">{example.says}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
