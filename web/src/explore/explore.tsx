// Explore: the analysis of the library.
import type { ComponentChildren } from 'preact';
import { getAnalysis } from '../api/calls';
import type { Analysis } from '../api/types';
import { useLoad } from '../api/use_load';
import { Empty, Failure, Skeleton } from '../parts/states';
import { TopicBars } from '../parts/topics';
import { ClusterScan, ClusterSizes, Correlation, strongest, TopicsByDecade, type Decades } from './charts';
import '../styles/explore.css';

const kPairs = 6;
const number = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value.toLocaleString('en', { maximumFractionDigits: 3 });

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
  const findings = Array.isArray(analysis['findings'])
    ? analysis['findings'].filter((one) => typeof one === 'string')
    : [];
  const decades = analysis['topics_by_decade'] as Decades | undefined;
  const counts = { ...analysis.counts } as Record<string, { name: string; songs: number }[]>;
  const { correlation, kmeans, pca } = analysis;
  if (analysis.rows === 0) return <Empty>There is no song to analyse. The library view brings some in.</Empty>;
  return (
    <div class="panels">
      <Panel name={`${analysis.rows.toLocaleString('en')} songs`}>
        {findings.length > 0 && (
          <ul class="findings">
            {findings.slice(0, 8).map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        )}
        {counts?.['topics'] && <Counts counts={counts['topics']} rows={analysis.rows} />}
      </Panel>
      {counts?.['genres'] && counts['genres'].length > 0 && (
        <Panel name="Genres">
          <Counts counts={counts['genres'].slice(0, 12)} rows={analysis.rows} />
        </Panel>
      )}
      {decades && decades.decades.length > 0 && (
        <Panel name="Topics through the decades" wide>
          <TopicsByDecade {...decades} />
        </Panel>
      )}
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
      {kmeans && kmeans.sizes.length > 0 && <Clusters kmeans={kmeans} />}
      {pca && pca.explained.length > 0 && (
        <Panel name="Principal components">
          <TopicBars
            shares={Object.fromEntries(pca.explained.map((share, i) => [`component ${i + 1}`, share ?? 0]))}
            order={pca.explained.slice(0, 8).map((_, i) => `component ${i + 1}`)}
          />
          <p class="quiet small">Share of the variance that each component explains.</p>
        </Panel>
      )}
      <Panel name="Features in numbers" wide>
        <Summaries analysis={analysis} />
      </Panel>
    </div>
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

function Summaries({ analysis }: { analysis: Analysis }) {
  return (
    <div class="table-wrap" tabIndex={0} role="group" aria-label="Features in numbers">
      <table>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            {['Mean', 'Deviation', 'Lower quartile', 'Median', 'Upper quartile', 'Skewness', 'Missing'].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(analysis.summary ?? {}).map(([name, summary]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{number(summary.mean)}</td>
              <td class="number">{number(summary.std)}</td>
              {[0, 1, 2].map((i) => (
                <td key={i} class="number">
                  {number(summary.quartiles?.[i])}
                </td>
              ))}
              <td class="number">{number(summary.skewness)}</td>
              <td class="number">{number(analysis.missing?.[name] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
