// Models: what each one scored, side by side, and its card.
import { getModels, getRuns, getScores } from '../api/calls';
import type { ModelEntry, Run } from '../api/types';
import { useLoad } from '../api/use_load';
import { counted } from '../parts/counted';
import { Table } from '../parts/table';
import { Empty, Failure, Skeleton } from '../parts/states';
import { formatRoute } from '../state/route';
import { factsOf, text, without } from './card';
import { openCell } from './cell_songs';
import { Curves } from './curves';
import { Pictures } from './pictures';
import { asPercent, flatScores, formatBytes, formatScore, isBetterHigh, scoreNames, shareScores } from './scores';
import '../styles/models.css';

export function Models() {
  const models = useLoad('models', getModels);
  const runs = useLoad('runs', getRuns);
  return (
    <>
      <header class="view-head">
        <div>
          <h1>Models</h1>
          <p>
            Who reads the lyrics, how well each did on songs it had not seen, and what is known about how it was made.
          </p>
        </div>
        <a class="button slim" href={formatRoute('runs')}>
          Trainings
        </a>
      </header>
      {models.error && <Failure error={models.error} retry={models.reload} />}
      {!models.data && !models.error && <Skeleton lines={3} height="9rem" />}
      {models.data?.models.length === 0 && <Empty>No model file was found.</Empty>}
      {models.data && models.data.models.length > 0 && (
        <>
          <Shares models={models.data.models} />
          <OnLibrary />
          <Comparison models={models.data.models} />
          <div class="cards">
            {models.data.models.map((model) => (
              <Card key={model.file} model={model} run={runOf(model, runs.data?.runs)} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

/** The training that made a model, when it was kept. */
const runOf = (model: ModelEntry, runs: Run[] | undefined): string | undefined =>
  runs?.find((run) => run.id === model.id)?.run;

/** How the model in use does on songs of the library whose file said what they are about. */
function OnLibrary() {
  const found = useLoad('scores', getScores);
  const { scores, labelled = 0, other_labels: other = 0, unread = 0 } = found.data ?? {};
  if (found.error) return <Failure error={found.error} retry={found.reload} />;
  if (!scores) return null;
  const out = [
    other > 0 && `${counted(other, 'song')} with a topic it does not know`,
    unread > 0 && `${counted(unread, 'song')} it could not read or that you corrected`,
  ].filter(Boolean);
  return (
    <section class="stack block" aria-label="On your labelled songs">
      <h2>The model in use, on your labelled songs</h2>
      <p class="quiet">
        {counted(labelled, 'song')} came with a topic in the imported file. Of {scores.songs.toLocaleString('en')} the
        model told {asPercent(scores.accuracy)} rightly{out.length > 0 && `; left out: ${out.join(', ')}`}. If it
        learned from these very songs, it would do worse on others.
      </p>
      <Pictures evaluation={scores} onCell={(cell) => openCell(cell)} />
    </section>
  );
}

/** The scores a person asks for first, as bars: on songs the models had not seen. */
function Shares({ models }: { models: ModelEntry[] }) {
  const scores = models.map((model) => flatScores(model.scores));
  const shares = shareScores(scoreNames(scores));
  if (shares.length === 0) return null;
  return (
    <section class="stack block" aria-label="How well they do">
      <h2>How well they do</h2>
      <ul class="share-scores">
        {shares.map((share) => (
          <li key={share.name}>
            <p>
              <strong>{share.title}</strong> <span class="quiet small">{share.says}</span>
            </p>
            {models.map((model, i) => {
              const value = scores[i]?.[share.name];
              if (value === undefined) return null;
              return (
                <div key={model.file} class="bar-row">
                  <span class="small">{model.kind}</span>
                  <svg class="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect width="100" height="4" class="rest" />
                    <rect width={100 * Math.min(1, Math.max(0, value))} height="4" class="part" />
                  </svg>
                  <span class="number small">{asPercent(value)}</span>
                </div>
              );
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Comparison({ models }: { models: ModelEntry[] }) {
  const scores = models.map((model) => flatScores(model.scores));
  const rows = scoreNames(scores).map((name) => {
    const values = scores.map((score) => score[name]);
    const best = models.length > 1 && isBetterHigh(name) ? bestOf(values) : undefined;
    return { name, cells: values.map(formatScore), best };
  });
  return (
    <details class="section block">
      <summary>All numbers side by side</summary>
      <Table
        kind="scores"
        label="Scores"
        corner="Score"
        columns={models.map((model) => `${model.kind}${model.current ? ' (in use)' : ''}`)}
        rows={[...rows, { name: 'size of the file', cells: models.map((model) => formatBytes(model.bytes)) }]}
      />
    </details>
  );
}

/** Where the largest of some values stands. */
function bestOf(values: (number | undefined)[]): number | undefined {
  const most = Math.max(...values.map((value) => value ?? -Infinity));
  const place = values.indexOf(most);
  return place < 0 ? undefined : place;
}

/** What the card says of a model, in sentences. */
const kTold = ['description', 'explanation', 'labels'];
/** Said elsewhere, or too long to be read in a list. */
const kElsewhere = ['scores', 'epochs', 'samples', 'tensors', 'file', 'id', 'bytes', 'texts', ...kTold];

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <dl class="card-facts">
      {facts.map(([name, value]) => [
        <dt key={name}>{name}</dt>,
        <dd key={`${name} value`} class="break">
          {value}
        </dd>,
      ])}
    </dl>
  );
}

function Card({ model, run }: { model: ModelEntry; run: string | undefined }) {
  const card = { ...model.card } as Record<string, unknown>;
  const kept = model.scores['kept_epoch'];
  return (
    <section class="card stack tight" aria-label={`Card of ${model.kind}`}>
      <h2>
        {model.kind} {model.current && <span class="chip">in use</span>}
      </h2>
      <p class="quiet small break">{model.file}</p>
      <Facts facts={factsOf(Object.fromEntries(kTold.map((name) => [name, card[name]])))} />
      <Curves courses={[{ name: model.kind, epochs: model.card.epochs, kept }]} />
      {run && (
        <p>
          <a href={formatRoute('runs', new URLSearchParams({ run }))}>Its training</a>
          <span class="quiet">: how far it can be believed, and what it takes for what.</span>
        </p>
      )}
      <details>
        <summary>How it was made</summary>
        <Facts facts={factsOf(without(card, kElsewhere))} />
      </details>
      <details>
        <summary>Digest and tensors</summary>
        <p class="small break">{model.id}</p>
        <ul class="small">
          {(Array.isArray(card['tensors']) ? card['tensors'] : []).map((tensor, i) => (
            <li key={i} class="break">
              {text(tensor)}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
