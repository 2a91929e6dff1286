// Models: what each one scored, side by side, and its card.
import { getModels } from '../api/calls';
import type { ModelEntry } from '../api/types';
import { useLoad } from '../api/use_load';
import { Empty, Failure, Skeleton } from '../parts/states';
import { flatScores, formatBytes, formatScore, scoreNames } from './scores';
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

function Comparison({ models }: { models: ModelEntry[] }) {
  const scores = models.map((model) => flatScores(model.scores));
  const names = scoreNames(scores);
  return (
    <section class="stack block" aria-label="Scores side by side">
      <h2>Scores side by side</h2>
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
                    <td key={i} class={models.length > 1 && score[name] === best ? 'number best' : 'number'}>
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
    </section>
  );
}

const text = (value: unknown): string =>
  value === null || value === undefined
    ? '–'
    : typeof value === 'object'
      ? Array.isArray(value)
        ? value.map(text).join(', ')
        : Object.entries(value)
            .map(([name, each]) => `${name}: ${text(each)}`)
            .join(', ')
      : String(value);

function Card({ model }: { model: ModelEntry }) {
  const facts = Object.entries(model.card ?? {}).filter(([name]) => name !== 'scores');
  return (
    <section class="card stack tight" aria-label={`Card of ${model.kind}`}>
      <h2>
        {model.kind} {model.current && <span class="chip">in use</span>}
      </h2>
      <p class="quiet small break">{model.file}</p>
      <dl class="card-facts">
        <dt>digest</dt>
        <dd class="break">{model.id}</dd>
        {facts.map(([name, value]) => (
          <>
            <dt key={name}>{name.replaceAll('_', ' ')}</dt>
            <dd class="break">{text(value)}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
