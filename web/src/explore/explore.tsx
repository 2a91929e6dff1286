// Explore: the analysis of the library.
import type { ComponentChildren } from 'preact';
import { getAnalysis, getLargestArtists } from '../api/calls';
import type { Analysis } from '../api/types';
import { useLoad } from '../api/use_load';
import { Empty, Failure, Skeleton } from '../parts/states';
import { counted } from '../parts/counted';
import { Table } from '../parts/table';
import { TopicBars, TopicName } from '../parts/topics';
import { formatRoute } from '../state/route';
import { ClusterScan, ClusterSizes, Correlation, strongest, TopicsByDecade } from './charts';
import type { Decades } from './decades';
import { number, withRest, year } from './facts';
import '../styles/explore.css';

const kPairs = 6;
/** So few songs fall into groups by chance. */
const kLeastToGroup = 100;

export function Explore() {
  const analysis = useLoad('eda', getAnalysis);
  return (
    <>
      <header class="view-head">
        <div>
          <h1>Explore</h1>
          <p>What is in your library: numbers, how they hang together, and how topics went through the decades.</p>
        </div>
      </header>
      {analysis.error && <Failure error={analysis.error} retry={analysis.reload} />}
      {!analysis.data && !analysis.error && (
        <>
          <p class="quiet" role="status">
            Reading every song. A large library takes a moment.
          </p>
          <div class="panels">
            <Skeleton lines={1} height="24rem" />
            <Skeleton lines={1} height="24rem" />
          </div>
        </>
      )}
      {analysis.data && <Found analysis={analysis.data} />}
    </>
  );
}

function Panel({ name, wide, children }: { name: string; wide?: boolean; children: ComponentChildren }) {
  return (
    <section class={wide ? 'card panel wide' : 'card panel'} aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

function Found({ analysis }: { analysis: Analysis }) {
  const decades = analysis['topics_by_decade'] as Decades | undefined;
  const counts = { ...analysis.counts } as Record<string, { name: string; songs: number }[]>;
  const words = wordsOf(analysis);
  if (analysis.rows === 0) return <Empty>There is no song to analyse. The library view brings some in.</Empty>;
  return (
    <div class="panels">
      <Panel name={`${analysis.rows.toLocaleString('en')} songs`}>
        {counts?.['topics'] && <Counts counts={withRest(counts['topics'], analysis.rows)} rows={analysis.rows} />}
      </Panel>
      {counts?.['genres'] && counts['genres'].length > 0 && (
        <Panel name="Genres">
          <Counts counts={counts['genres'].slice(0, 12)} rows={analysis.rows} />
        </Panel>
      )}
      <Artists />
      {words.length > 0 && (
        <Panel name="Words that tell topics and decades apart" wide>
          <dl class="telling">
            {words.map(([name, list]) => (
              <div key={name}>
                <dt>
                  <TopicName topic={name} />
                </dt>
                <dd class="quiet">{list.join(', ')}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      {decades && decades.decades.length > 0 && (
        <Panel name="Topics through the decades" wide>
          <TopicsByDecade {...decades} />
        </Panel>
      )}
      <details class="section numbers-fold">
        <summary>The statistics behind it</summary>
        <div class="panels section-body">
          <Statistics analysis={analysis} />
        </div>
      </details>
    </div>
  );
}

/** What a student of these songs asks for; a listener may leave it closed. */
function Statistics({ analysis }: { analysis: Analysis }) {
  const findings = Array.isArray(analysis['findings'])
    ? analysis['findings'].filter((one): one is string => typeof one === 'string' && !kNothing.test(one))
    : [];
  const { kmeans, pca } = analysis;
  // One's own songs have no measured sound at first; statistics of a year alone say nothing.
  const features = Object.keys(analysis.summary).filter((name) => (analysis.missing[name] ?? 0) < analysis.rows);
  const hasSound = features.filter((name) => !kNoSound.includes(name)).length > 1;
  const correlation = hasSound ? analysis.correlation : undefined;
  const grouped = hasSound && analysis.rows >= kLeastToGroup;
  return (
    <>
      {correlation && correlation.features.length > 1 && (
        <Panel name="What goes together">
          <Correlation correlation={correlation} />
          <ul class="pairs">
            {strongest(correlation, kPairs).map((pair) => (
              <li key={pair.a + pair.b}>
                <span>
                  {pair.a} and {pair.b}
                </span>
                <span class="number">{pair.value.toFixed(2)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {grouped && kmeans && kmeans.sizes.length > 0 && <Clusters kmeans={kmeans} />}
      {grouped && pca && pca.explained.length > 1 && (
        <Panel name="Principal components">
          <TopicBars
            shares={Object.fromEntries(pca.explained.map((share, i) => [`component ${i + 1}`, share ?? 0]))}
            order={pca.explained.slice(0, 8).map((_, i) => `component ${i + 1}`)}
          />
          <p class="quiet small">Share of the variance that each component explains.</p>
        </Panel>
      )}
      {features.length > 0 && (
        <Panel name="Features in numbers" wide>
          <Summaries analysis={analysis} />
          {findings.length > 0 && (
            <details>
              <summary>What to know about these numbers</summary>
              <ul class="findings">
                {findings.slice(0, 8).map((finding) => (
                  <li key={finding}>{finding}</li>
                ))}
              </ul>
            </details>
          )}
          {!hasSound && (
            <p class="quiet small">
              What the songs sound like is not known, so there is nothing to compare them by but their words.
            </p>
          )}
        </Panel>
      )}
    </>
  );
}

const kNothing = /missing in every song|^Too few different songs/;
const kNoSound = ['age', 'year', 'len'];
const kTellingWords = 12;

/** Words by topic, then by decade, of those that have any. */
function wordsOf(analysis: Analysis): [string, string[]][] {
  const lists = { ...(analysis['topic_words'] as object), ...(analysis['decade_words'] as object) };
  return Object.entries(lists).flatMap(([name, words]): [string, string[]][] => {
    const list = (Array.isArray(words) ? words : []).map((word: { word?: string } | string) =>
      typeof word === 'string' ? word : (word.word ?? ''),
    );
    return list.length > 0 ? [[name, list.slice(0, kTellingWords)]] : [];
  });
}

const kArtists = 12;

/** Whose songs there are most of. */
function Artists() {
  const artists = useLoad('artists of explore', (signal) => getLargestArtists(kArtists + 1, signal));
  // Songs nobody is named for are nobody's.
  const most = (artists.data?.artists ?? []).filter((artist) => artist.artist !== '').slice(0, kArtists);
  if (most.length < 2) return null;
  return (
    <Panel name="Artists">
      <ol class="pairs">
        {most.map((artist) => (
          <li key={artist.artist}>
            <a href={formatRoute('music', new URLSearchParams({ artist: artist.artist }))}>{artist.artist}</a>
            <span class="number">{counted(artist.songs, 'song')}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Counts({ counts, rows }: { counts: { name: string; songs: number }[]; rows: number }) {
  return (
    <TopicBars
      shares={Object.fromEntries(counts.map((count) => [count.name, count.songs / rows]))}
      order={counts.map((count) => count.name)}
    />
  );
}

function Clusters({ kmeans }: { kmeans: NonNullable<Analysis['kmeans']> }) {
  const profiles = (kmeans as { clusters?: { name: string }[] }).clusters;
  const names = kmeans.sizes.map((_, i) => profiles?.[i]?.name || `cluster ${i + 1}`);
  return (
    <Panel name={`${kmeans.k} clusters`}>
      <ClusterSizes sizes={kmeans.sizes} names={names} />
      {kmeans.scan && kmeans.scan.length > 1 && <ClusterScan kmeans={kmeans} />}
    </Panel>
  );
}

const kColumns = ['Mean', 'Deviation', 'Lower quartile', 'Median', 'Upper quartile', 'Skewness', 'Missing'];

function Summaries({ analysis }: { analysis: Analysis }) {
  const missing = (name: string): number => analysis.missing?.[name] ?? 0;
  const rows = Object.entries(analysis.summary ?? {})
    .filter(([name]) => missing(name) < analysis.rows)
    .map(([name, { mean, std, quartiles, skewness }]) => {
      const place = name === 'year' ? year : number;
      return {
        name,
        cells: [
          place(mean),
          number(std),
          ...[0, 1, 2].map((i) => place(quartiles?.[i])),
          number(skewness),
          number(missing(name)),
        ],
      };
    });
  return <Table label="Features in numbers" corner="Feature" columns={kColumns} rows={rows} />;
}
