// Models: what each one scored, side by side, and its card.
import { getModels } from '../api/calls';
import type { ModelEntry } from '../api/types';
import { useLoad } from '../api/use_load';
import { Empty, Failure, Skeleton } from '../parts/states';
import { asPercent, flatScores, formatBytes, formatScore, isBetterHigh, scoreNames, shareScores } from './scores';
import '../styles/models.css';

export function Models() {
  const models = useLoad('models', getModels);
  return (
    <>
      <header class="view-head">
        <div>
          <h1>Models</h1>
          <p>
            Who reads the lyrics, how well each did on songs it had not seen, and what is known about how it was made.
          </p>
        </div>
      </header>
      {models.error && <Failure error={models.error} retry={models.reload} />}
      {!models.data && !models.error && <Skeleton lines={3} height="9rem" />}
      {models.data?.models.length === 0 && <Empty>No model file was found.</Empty>}
      {models.data && models.data.models.length > 0 && (
        <>
          <Shares models={models.data.models} />
          <Comparison models={models.data.models} />
          <div class="cards">
            {models.data.models.map((model) => (
              <Card key={model.file} model={model} />
            ))}
          </div>
        </>
      )}
    </>
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
  const names = scoreNames(scores);
  return (
    <details class="section block">
      <summary>All numbers side by side</summary>
      <div class="table-wrap" tabIndex={0} role="group" aria-label="Scores">
        <table class="scores">
          <thead>
            <tr>
              <th scope="col">Score</th>
              {models.map((model) => (
                <th key={model.file} scope="col" class="number">
                  {model.kind}
                  {model.current && ' (in use)'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => {
              const best = Math.max(...scores.map((score) => score[name] ?? -Infinity));
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {scores.map((score, i) => (
                    <td
                      key={i}
                      class={models.length > 1 && score[name] === best && isBetterHigh(name) ? 'number best' : 'number'}
                    >
                      {formatScore(score[name])}
                    </td>
                  ))}
                </tr>
              );
            })}
            <tr>
              <th scope="row">size of the file</th>
              {models.map((model) => (
                <td key={model.file} class="number">
                  {formatBytes(model.bytes)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Numbers that a person reads: no more than four digits behind the point. */
const short = (value: number): string =>
  Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(4)));

const text = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'number') return short(value);
  if (Array.isArray(value)) return value.map(text).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, each]) => `${name.replaceAll('_', ' ')} ${text(each)}`)
    .join(', ');
};

/** Said elsewhere, or too long to be read in a list. */
const kElsewhere = ['scores', 'epochs', 'samples', 'tensors', 'file', 'id', 'bytes', 'texts'];
type Epoch = Record<string, number | null | undefined>;

function Card({ model }: { model: ModelEntry }) {
  const card = { ...model.card } as Record<string, unknown>;
  const facts = Object.entries(card).filter(([name, value]) => !kElsewhere.includes(name) && text(value) !== '–');
  const epochs = (Array.isArray(card['epochs']) ? card['epochs'] : []) as Epoch[];
  return (
    <section class="card stack tight" aria-label={`Card of ${model.kind}`}>
      <h2>
        {model.kind} {model.current && <span class="chip">in use</span>}
      </h2>
      <p class="quiet small break">{model.file}</p>
      {epochs.length > 1 && <Curve epochs={epochs} name={model.kind} />}
      <dl class="card-facts">
        {facts.map(([name, value]) => [
          <dt key={name}>{name.replaceAll('_', ' ')}</dt>,
          <dd key={`${name} value`} class="break">
            {text(value)}
          </dd>,
        ])}
      </dl>
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

const kWide = 320;
const kHigh = 90;

/** How the validation accuracy went from epoch to epoch. */
function Curve({ epochs, name }: { epochs: Epoch[]; name: string }) {
  const values = epochs.map((epoch) => epoch['validation_accuracy'] ?? epoch['validation_loss'] ?? 0);
  const what = epochs[0]?.['validation_accuracy'] == null ? 'validation loss' : 'validation accuracy';
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const points = values.map((value, i) => {
    const x = (kWide * i) / Math.max(1, values.length - 1);
    const y = kHigh - (kHigh * (value - least)) / Math.max(1e-9, most - least);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <figure class="curve">
      <svg
        viewBox={`-4 -6 ${kWide + 8} ${kHigh + 12}`}
        role="img"
        aria-label={`${what} of ${name} over ${epochs.length} epochs: from ${short(values[0] ?? 0)} to ${short(values[values.length - 1] ?? 0)}`}
      >
        <polyline points={points.join(' ')} />
      </svg>
      <figcaption class="quiet small">
        {what}: {short(least)} to {short(most)} in {epochs.length} epochs
      </figcaption>
    </figure>
  );
}
