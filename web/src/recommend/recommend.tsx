// The first view: pick a topic, pick a number, get songs; and everything else a query can hold.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { recommend } from '../api/calls';
import { token } from '../api/client';
import { kRecommendRequestLimits as kLimits } from '../api/generated';
import type { Recommendation } from '../api/types';
import { useLoad } from '../api/use_load';
import { Copy } from '../parts/copy';
import { NumberField, Segments } from '../parts/fields';
import { Empty, Failure, Skeleton } from '../parts/states';
import { commandLine, curlCall } from '../query/command';
import { describe } from '../query/describe';
import { kExamples } from '../query/examples';
import { asksForSomething, fromParams, kDefaults, toBody, toParams, type Query } from '../query/query';
import { hidden } from '../song/actions';
import { useTopics } from '../state/library';
import { navigate, useRoute } from '../state/route';
import { useStore } from '../state/store';
import { isTopic } from '../topics/colours';
import { Refine } from './refine';
import { Result } from './result';
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
      <header class="view-head">
        <h1>What should the songs be about?</h1>
        <Count n={query.n} onChange={(n) => change({ n })} />
      </header>
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
  const answer = useLoad(settled === '' ? undefined : settled, (signal) =>
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
  const songs = answer.songs.filter((song) => !gone.songs.has(song.id) && !gone.artists.has(song.artist));
  const heading = `${songs.length} ${songs.length === 1 ? 'song' : 'songs'} ${describe(query)}`;
  return (
    <>
      <div class="answer-head">
        <h2>{heading}</h2>
        <p class="quiet small">
          {answer.passed !== undefined && `${answer.passed.toLocaleString('en')} fit`}
          {answer.milliseconds !== undefined && ` · ${answer.milliseconds.toFixed(1)} ms`}
        </p>
      </div>
      <p class="unseen" role="status">
        {stale ? '' : heading}
      </p>
      {answer.from_songbook && (
        <p class="notice">Your library is empty, so these are from the songbook that comes along.</p>
      )}
      {answer.fallback && (
        <p class="notice">
          No song reaches the least probability of {query.threshold.toFixed(2)}; these come nearest.{' '}
          <button type="button" class="link-button" onClick={() => change({ threshold: 0.2 })}>
            Ask for 0.20
          </button>
        </p>
      )}
      {songs.length === 0 && (
        <Empty>
          <p>No song fits. Take a filter away, or ask for another topic.</p>
          <button
            type="button"
            class="button"
            onClick={() => change({ genre: [], years: '', artist: [], explicit: 'allow', instrumental: 'allow' })}
          >
            Take all filters away
          </button>
        </Empty>
      )}
      <ol class={stale ? 'results stale' : 'results'}>
        {songs.map((song, i) => (
          <Result key={song.id} song={song} place={i + 1} query={query} change={change} />
        ))}
      </ol>
    </>
  );
}

function Elsewhere({ query }: { query: Query }) {
  return (
    <details class="elsewhere">
      <summary>The same from a shell</summary>
      <div class="stack section-body">
        <Copy name="the command line" text={commandLine(query)} />
        <Copy name="the curl call" text={curlCall(query, location.origin, token.get() !== null)} />
      </div>
    </details>
  );
}

function Examples() {
  return (
    <div class="stack">
      <h2>Or start from one of these</h2>
      <ul class="examples">
        {kExamples.map((example) => (
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
